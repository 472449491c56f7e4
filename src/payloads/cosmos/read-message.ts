import { toHex } from '../encoding/hex.ts'
import { PayloadError } from '../errors.ts'
import { anyMessage, type Any } from './any.ts'
import { coinMessage, type Coin } from './coin.ts'
import { readContractMethod } from './contract-method.ts'
import { cosmosMessage, type CosmosMessage } from './cosmos-message.ts'
import { bytes, embedded, int32, repeated, text, uint64, type OnUnread } from './protobuf-field.ts'
import { protobufMessage, type ProtobufMessage } from './protobuf-message.ts'

type Parts = Omit<Partial<CosmosMessage>, 'type'> & Pick<CosmosMessage, 'action'>

type Read = (body: Uint8Array, onUnread: OnUnread, depth: number) => Parts

const MAX_DEPTH = 4

const read =
  <T>(
    message: ProtobufMessage<T>,
    parts: (value: T, onUnread: OnUnread, depth: number) => Parts,
  ): Read =>
  (body, onUnread, depth) =>
    parts(message.decode(body, onUnread), onUnread, depth)

const wanted = <T>(value: T | null, what: string): T => {
  if (value === null) throw new PayloadError('missing-field', `the message lacks its ${what}`)
  return value
}

const coin = (value: Coin | null): readonly Coin[] => [wanted(value, 'amount')]

const send = read(
  protobufMessage('MsgSend', { from: text(1), to: text(2), amount: repeated(3, coinMessage) }),
  ({ from, to, amount }) => ({ action: 'send', signer: from, to, amounts: amount }),
)

const stake = (action: 'delegate' | 'undelegate'): Read =>
  read(
    protobufMessage('MsgDelegate', {
      delegator: text(1),
      validator: text(2),
      amount: embedded(3, coinMessage),
    }),
    ({ delegator, validator, amount }) => ({
      action,
      signer: delegator,
      to: validator,
      amounts: coin(amount),
    }),
  )

const redelegate = read(
  protobufMessage('MsgBeginRedelegate', {
    delegator: text(1),
    source: text(2),
    destination: text(3),
    amount: embedded(4, coinMessage),
  }),
  ({ delegator, source, destination, amount }) => ({
    action: 'redelegate',
    signer: delegator,
    to: destination,
    amounts: coin(amount),
    details: { from: source },
  }),
)

const withdraw = (action: 'withdraw-reward' | 'set-withdraw-address'): Read =>
  read(
    protobufMessage('MsgWithdraw', { delegator: text(1), to: text(2) }),
    ({ delegator, to }) => ({ action, signer: delegator, to }),
  )

const height = protobufMessage('Height', { revision: uint64(1), height: uint64(2) })

const ibcTransfer = read(
  protobufMessage('MsgTransfer', {
    port: text(1),
    channel: text(2),
    token: embedded(3, coinMessage),
    sender: text(4),
    receiver: text(5),
    timeoutHeight: embedded(6, height),
    timeoutTimestamp: uint64(7),
    memo: text(8),
    encoding: text(9),
  }),
  ({
    port,
    channel,
    token,
    sender,
    receiver,
    timeoutHeight,
    timeoutTimestamp,
    memo,
    encoding,
  }) => ({
    action: 'ibc-transfer',
    signer: sender,
    to: receiver,
    amounts: coin(token),
    details: {
      port,
      channel,
      memo,
      encoding,
      timeoutHeight: `${timeoutHeight?.revision ?? 0n}-${timeoutHeight?.height ?? 0n}`,
      timeoutTimestamp: timeoutTimestamp.toString(),
    },
  }),
)

const execute = read(
  protobufMessage('MsgExecuteContract', {
    sender: text(1),
    contract: text(2),
    message: bytes(3),
    funds: repeated(5, coinMessage),
  }),
  ({ sender, contract, message, funds }) => ({
    action: 'execute-contract',
    signer: sender,
    to: contract,
    amounts: funds,
    method: readContractMethod(message),
    body: toHex(message),
  }),
)

const voteFields = { proposal: uint64(1), voter: text(2), option: int32(3) }

const vote = read(
  protobufMessage('MsgVote', { ...voteFields, metadata: text(4) }),
  ({ proposal, voter, option, metadata }) => ({
    action: 'vote',
    signer: voter,
    details: { proposal: proposal.toString(), option: option.toString(), metadata },
  }),
)

const oldVote = read(protobufMessage('MsgVote', voteFields), ({ proposal, voter, option }) => ({
  action: 'vote',
  signer: voter,
  details: { proposal: proposal.toString(), option: option.toString(), metadata: '' },
}))

const timestamp = protobufMessage('Timestamp', { seconds: uint64(1), nanoseconds: int32(2) })

const grant = read(
  protobufMessage('MsgGrant', {
    granter: text(1),
    grantee: text(2),
    grant: embedded(
      3,
      protobufMessage('Grant', {
        authorization: embedded(1, anyMessage),
        expiration: embedded(2, timestamp),
      }),
    ),
  }),
  ({ granter, grantee, grant }) => {
    const { authorization, expiration } = wanted(grant, 'grant')
    const { typeUrl, value } = wanted(authorization, 'authorization')
    return {
      action: 'grant',
      signer: granter,
      to: grantee,
      body: toHex(value),
      details: {
        authorization: typeUrl,
        expiration: expiration === null ? 'never' : expiration.seconds.toString(),
      },
    }
  },
)

const grantAllowance = read(
  protobufMessage('MsgGrantAllowance', {
    granter: text(1),
    grantee: text(2),
    allowance: embedded(3, anyMessage),
  }),
  ({ granter, grantee, allowance }) => {
    const { typeUrl, value } = wanted(allowance, 'allowance')
    return {
      action: 'grant',
      signer: granter,
      to: grantee,
      body: toHex(value),
      details: { authorization: typeUrl },
    }
  },
)

const revoke = read(
  protobufMessage('MsgRevoke', { granter: text(1), grantee: text(2), messageType: text(3) }),
  ({ granter, grantee, messageType }) => ({
    action: 'revoke',
    signer: granter,
    to: grantee,
    details: { messageType },
  }),
)

const exec = read(
  protobufMessage('MsgExec', { grantee: text(1), messages: repeated(2, anyMessage) }),
  ({ grantee, messages }, onUnread, depth) => ({
    action: 'exec',
    signer: grantee,
    inner: messages.map((message) => readMessage(message, onUnread, depth + 1)),
  }),
)

const readers: ReadonlyMap<string, Read> = new Map([
  ['/cosmos.bank.v1beta1.MsgSend', send],
  ['/cosmos.staking.v1beta1.MsgDelegate', stake('delegate')],
  ['/cosmos.staking.v1beta1.MsgUndelegate', stake('undelegate')],
  ['/cosmos.staking.v1beta1.MsgBeginRedelegate', redelegate],
  ['/cosmos.distribution.v1beta1.MsgWithdrawDelegatorReward', withdraw('withdraw-reward')],
  ['/cosmos.distribution.v1beta1.MsgSetWithdrawAddress', withdraw('set-withdraw-address')],
  ['/ibc.applications.transfer.v1.MsgTransfer', ibcTransfer],
  ['/cosmwasm.wasm.v1.MsgExecuteContract', execute],
  ['/cosmos.gov.v1beta1.MsgVote', oldVote],
  ['/cosmos.gov.v1.MsgVote', vote],
  ['/cosmos.authz.v1beta1.MsgGrant', grant],
  ['/cosmos.authz.v1beta1.MsgRevoke', revoke],
  ['/cosmos.authz.v1beta1.MsgExec', exec],
  ['/cosmos.feegrant.v1beta1.MsgGrantAllowance', grantAllowance],
])

/** A message of a known type must read to its last byte; of another, only its type is known. */
export const readMessage = (message: Any, onUnread?: OnUnread, depth = 0): CosmosMessage => {
  if (depth > MAX_DEPTH) throw new PayloadError('too-large', 'messages are nested too deep')
  const { typeUrl: type, value } = message
  const parts = readers.get(type)?.(value, onUnread, depth)
  return cosmosMessage({ type, ...(parts ?? { action: 'opaque', body: toHex(value) }) })
}

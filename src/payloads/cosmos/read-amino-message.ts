import { toHex } from '../encoding/hex.ts'
import type { Json } from '../encoding/json.ts'
import { textToBytes } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'
import { writeAminoJson } from './amino-json.ts'
import { readAminoCoin, readAminoObject, type AminoObject } from './amino-object.ts'
import { methodOf } from './contract-method.ts'
import { cosmosMessage, type CosmosMessage } from './cosmos-message.ts'

type Parts = Omit<Partial<CosmosMessage>, 'type'> & Pick<CosmosMessage, 'action'>

type Read = (value: Json, depth: number) => Parts

const MAX_DEPTH = 4

const read =
  (what: string, parts: (object: AminoObject, depth: number) => Parts): Read =>
  (value, depth) =>
    readAminoObject(value, what, (object) => parts(object, depth))

const body = (value: Json) => toHex(textToBytes(writeAminoJson(value)))

const send = read('MsgSend', ({ text, coins }) => ({
  action: 'send',
  signer: text('from_address'),
  to: text('to_address'),
  amounts: coins('amount'),
}))

const stake = (action: 'delegate' | 'undelegate'): Read =>
  read('MsgDelegate', ({ text, value }) => ({
    action,
    signer: text('delegator_address'),
    to: text('validator_address'),
    amounts: [readAminoCoin(value('amount'))],
  }))

const redelegate = read('MsgBeginRedelegate', ({ text, value }) => ({
  action: 'redelegate',
  signer: text('delegator_address'),
  to: text('validator_dst_address'),
  amounts: [readAminoCoin(value('amount'))],
  details: { from: text('validator_src_address') },
}))

const withdrawReward = read('MsgWithdrawDelegatorReward', ({ text }) => ({
  action: 'withdraw-reward',
  signer: text('delegator_address'),
  to: text('validator_address'),
}))

const setWithdrawAddress = read('MsgSetWithdrawAddress', ({ text }) => ({
  action: 'set-withdraw-address',
  signer: text('delegator_address'),
  to: text('withdraw_address'),
}))

const readHeight = (json: Json): string =>
  readAminoObject(json, 'timeout_height', ({ has, decimal }) => {
    const part = (key: string): bigint => (has(key) ? decimal(key) : 0n)
    return `${part('revision_number')}-${part('revision_height')}`
  })

const ibcTransfer = read('MsgTransfer', ({ text, optionalText, value, has, decimal }) => ({
  action: 'ibc-transfer',
  signer: text('sender'),
  to: text('receiver'),
  amounts: [readAminoCoin(value('token'))],
  details: {
    port: text('source_port'),
    channel: text('source_channel'),
    memo: optionalText('memo'),
    encoding: optionalText('encoding'),
    timeoutHeight: has('timeout_height') ? readHeight(value('timeout_height')) : '0-0',
    timeoutTimestamp: (has('timeout_timestamp') ? decimal('timeout_timestamp') : 0n).toString(),
  },
}))

const execute = read('MsgExecuteContract', ({ text, value, coins }) => ({
  action: 'execute-contract',
  signer: text('sender'),
  to: text('contract'),
  amounts: coins('funds'),
  method: methodOf(value('msg')),
  body: body(value('msg')),
}))

const vote = read('MsgVote', ({ text, optionalText, value, decimal }) => {
  const option = value('option')
  if (typeof option !== 'bigint') throw new PayloadError('bad-shape', 'option is no number')
  return {
    action: 'vote',
    signer: text('voter'),
    details: {
      proposal: decimal('proposal_id').toString(),
      option: option.toString(),
      metadata: optionalText('metadata'),
    },
  }
})

type Typed = { readonly type: string; readonly value: Json }

const readTyped = (json: Json): Typed =>
  readAminoObject(json, 'a message', ({ text, value }) => ({
    type: text('type'),
    value: value('value'),
  }))

const grant = read('MsgGrant', ({ text, value }) => ({
  action: 'grant',
  signer: text('granter'),
  to: text('grantee'),
  ...readAminoObject(value('grant'), 'the grant', ({ value, optionalText }) => {
    const authorization = readTyped(value('authorization'))
    const expiration = optionalText('expiration')
    return {
      body: body(authorization.value),
      details: {
        authorization: authorization.type,
        expiration: expiration === '' ? 'never' : expiration,
      },
    }
  }),
}))

const grantAllowance = read('MsgGrantAllowance', ({ text, value }) => {
  const allowance = readTyped(value('allowance'))
  return {
    action: 'grant',
    signer: text('granter'),
    to: text('grantee'),
    body: body(allowance.value),
    details: { authorization: allowance.type },
  }
})

const revoke = read('MsgRevoke', ({ text }) => ({
  action: 'revoke',
  signer: text('granter'),
  to: text('grantee'),
  details: { messageType: text('msg_type_url') },
}))

const exec = read('MsgExec', ({ text, list }, depth) => ({
  action: 'exec',
  signer: text('grantee'),
  inner: list('msgs').map((message) => readAminoMessage(message, depth + 1)),
}))

const readers: ReadonlyMap<string, Read> = new Map([
  ['cosmos-sdk/MsgSend', send],
  ['cosmos-sdk/MsgDelegate', stake('delegate')],
  ['cosmos-sdk/MsgUndelegate', stake('undelegate')],
  ['cosmos-sdk/MsgBeginRedelegate', redelegate],
  ['cosmos-sdk/MsgWithdrawDelegationReward', withdrawReward],
  ['cosmos-sdk/MsgModifyWithdrawAddress', setWithdrawAddress],
  ['cosmos-sdk/MsgTransfer', ibcTransfer],
  ['wasm/MsgExecuteContract', execute],
  ['cosmos-sdk/MsgVote', vote],
  ['cosmos-sdk/v1/MsgVote', vote],
  ['cosmos-sdk/MsgGrant', grant],
  ['cosmos-sdk/MsgGrantAllowance', grantAllowance],
  ['cosmos-sdk/MsgRevoke', revoke],
  ['cosmos-sdk/MsgExec', exec],
])

/** A message of a known type must have its keys and no others; of another, only its type is known. */
export const readAminoMessage = (json: Json, depth = 0): CosmosMessage => {
  if (depth > MAX_DEPTH) throw new PayloadError('too-large', 'messages are nested too deep')
  const { type, value } = readTyped(json)
  const parts = readers.get(type)?.(value, depth)
  return cosmosMessage({ type, ...(parts ?? { action: 'opaque', body: body(value) }) })
}

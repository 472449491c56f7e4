// https://docs.cosmos.network/sdk/latest/reference/architecture/adr-020-protobuf-transaction-encoding
import { sha256 } from '@noble/hashes/sha2.js'
import { PayloadError } from '../errors.ts'
import { anyMessage, type Any } from './any.ts'
import { checkChainId } from './chain-id.ts'
import { coinMessage } from './coin.ts'
import type { CosmosMessage } from './cosmos-message.ts'
import type { CosmosFee } from './fee.ts'
import { bytes, embedded, flag, int32, repeated, text, uint64 } from './protobuf-field.ts'
import { protobufMessage } from './protobuf-message.ts'
import { readMessage } from './read-message.ts'

export type SignDoc = {
  readonly chainId: string
  readonly accountNumber: bigint
  readonly messages: readonly CosmosMessage[]
  readonly memo: string
  readonly timeoutHeight: bigint
  readonly unordered: boolean
  /** Options that change what the transaction means, in ways that are not read here. */
  readonly extensions: readonly string[]
  readonly fee: CosmosFee
  readonly signers: readonly { readonly publicKey: Any | null; readonly sequence: bigint }[]
  /** It holds fields, or options, that a chain may ignore and that are not read here. */
  readonly hasUnread: boolean
  /** The bytes whose hash is signed. */
  readonly bytes: Uint8Array
}

const signDoc = protobufMessage('SignDoc', {
  body: bytes(1),
  authInfo: bytes(2),
  chainId: text(3),
  accountNumber: uint64(4),
})

const timestamp = protobufMessage('Timestamp', { seconds: uint64(1), nanoseconds: int32(2) })

const txBody = protobufMessage('TxBody', {
  messages: repeated(1, anyMessage),
  memo: text(2),
  timeoutHeight: uint64(3),
  unordered: flag(4),
  timeoutTimestamp: embedded(5, timestamp),
  extensions: repeated(1023, anyMessage),
  nonCriticalExtensions: repeated(2047, anyMessage),
})

const modeInfo = protobufMessage('ModeInfo', {
  single: embedded(1, protobufMessage('Single', { mode: int32(1) })),
})

const authInfo = protobufMessage('AuthInfo', {
  signers: repeated(
    1,
    protobufMessage('SignerInfo', {
      publicKey: embedded(1, anyMessage),
      mode: embedded(2, modeInfo),
      sequence: uint64(3),
    }),
  ),
  fee: embedded(
    2,
    protobufMessage('Fee', {
      amounts: repeated(1, coinMessage),
      gas: uint64(2),
      payer: text(3),
      granter: text(4),
    }),
  ),
})

const DIRECT = 1

export const parseSignDoc = (bytes: Uint8Array): SignDoc => {
  const doc = signDoc.decode(bytes)
  checkChainId(doc.chainId)
  let hasUnread = false
  const onUnread = (): void => {
    hasUnread = true
  }
  const body = txBody.decode(doc.body, onUnread)
  const { signers, fee } = authInfo.decode(doc.authInfo)
  if (body.messages.length === 0) {
    throw new PayloadError('missing-field', 'the transaction has no message')
  }
  if (fee === null) throw new PayloadError('missing-field', 'the transaction names no fee')
  // Another signer may sign another form of the same transaction, but this one is signed here.
  if (!signers.some(({ mode }) => mode?.single?.mode === DIRECT)) {
    throw new PayloadError('contradiction', 'no signer of the transaction signs in direct mode')
  }
  return {
    chainId: doc.chainId,
    accountNumber: doc.accountNumber,
    messages: body.messages.map((message) => readMessage(message, onUnread)),
    memo: body.memo,
    timeoutHeight: body.timeoutHeight,
    unordered: body.unordered,
    extensions: body.extensions.map(({ typeUrl }) => typeUrl),
    fee,
    signers: signers.map(({ publicKey, sequence }) => ({ publicKey, sequence })),
    hasUnread: hasUnread || body.nonCriticalExtensions.length > 0,
    bytes: bytes.slice(),
  }
}

export const signDocDigest = (doc: SignDoc): Uint8Array => sha256(doc.bytes)

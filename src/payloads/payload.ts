import { parseAminoSignDoc, type AminoSignDoc } from './cosmos/amino-sign-doc.ts'
import { parseSignDoc, type SignDoc } from './cosmos/sign-doc.ts'
import { fromHex, toHex, type Hex } from './encoding/hex.ts'
import { PayloadError } from './errors.ts'
import { parseAuthorization, serializeAuthorization } from './evm/authorization.ts'
import type { Authorization } from './evm/authorization.ts'
import { parseTransaction } from './evm/parse-transaction.ts'
import { serializeTransaction } from './evm/serialize-transaction.ts'
import type { Transaction } from './evm/transaction.ts'
import { serializeAdr36 } from './message/adr36.ts'
import { parseTypedDataV1, type TypedDataV1 } from './message/typed-data-v1/parse-typed-data-v1.ts'
import { parseTypedData, type TypedData } from './message/typed-data/parse-typed-data.ts'

/** What can be signed, whole and read. */
export type Payload =
  | { readonly kind: 'evm-transaction'; readonly transaction: Transaction }
  | { readonly kind: 'evm-authorization'; readonly authorization: Authorization }
  | { readonly kind: 'personal-message'; readonly message: Uint8Array }
  /** The text is as the page gave it: a number read from JSON and written again may be another. */
  | { readonly kind: 'typed-data'; readonly text: string; readonly data: TypedData }
  | { readonly kind: 'typed-data-v1'; readonly text: string; readonly data: TypedDataV1 }
  | { readonly kind: 'adr36'; readonly signer: string; readonly data: Uint8Array }
  | { readonly kind: 'cosmos-direct'; readonly doc: SignDoc }
  | { readonly kind: 'cosmos-amino'; readonly doc: AminoSignDoc }

/** How a payload travels in JSON: bytes in lower-case hex, always those whose hash is signed. */
export type WirePayload =
  | {
      readonly kind:
        | 'evm-transaction'
        | 'evm-authorization'
        | 'personal-message'
        | 'cosmos-direct'
        | 'cosmos-amino'
      readonly bytes: Hex
    }
  | { readonly kind: 'typed-data' | 'typed-data-v1'; readonly text: string }
  | { readonly kind: 'adr36'; readonly signer: string; readonly bytes: Hex }

/** As hex it fits, with a certificate beside it, into the largest request that a node takes. */
export const MAX_PAYLOAD_BYTES = 120_000

const tooLarge = (): PayloadError =>
  new PayloadError('too-large', `a payload has at most ${MAX_PAYLOAD_BYTES} bytes`)

const readBytes = (value: string): Uint8Array => {
  if (value.length > 2 + 2 * MAX_PAYLOAD_BYTES) throw tooLarge()
  if (value !== value.toLowerCase()) {
    throw new PayloadError('not-canonical', 'write the digits of hex in lower case')
  }
  return fromHex(value)
}

const readText = (value: string): string => {
  if (new TextEncoder().encode(value).length > MAX_PAYLOAD_BYTES) throw tooLarge()
  return value
}

const readFields = (wire: object, keys: readonly string[]): readonly string[] => {
  const values: Readonly<Record<string, unknown>> = { ...wire }
  const extra = Object.keys(values).find((key) => key !== 'kind' && !keys.includes(key))
  if (extra !== undefined) {
    throw new PayloadError(
      'unknown-field',
      `the payload has an unknown field ${extra.slice(0, 80)}`,
    )
  }
  return keys.map((key) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined
    if (value === undefined) throw new PayloadError('missing-field', `the payload lacks ${key}`)
    if (typeof value !== 'string') {
      throw new PayloadError('bad-shape', `${key} of the payload is no string`)
    }
    return value
  })
}

const kindOf = (wire: object): unknown =>
  Object.hasOwn(wire, 'kind') && 'kind' in wire ? wire.kind : undefined

/**
 * Reads what is to be signed, in exactly one way or not at all.
 *
 * @example
 * const payload = decodePayload({ kind: 'evm-transaction', bytes: '0x02e80107021e8252089411…' })
 * const { chain, target, value } = factsOf(payload)
 * if (chain !== 'eip155:1' || target !== shop || value > limit) throw new Error('not this one')
 * const digest = digestOf(payload)
 */
export const decodePayload = (wire: unknown): Payload => {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) {
    throw new PayloadError('bad-shape', 'a payload is an object with a kind')
  }
  const kind = kindOf(wire)
  const onlyBytes = (): Uint8Array => {
    const [bytes = ''] = readFields(wire, ['bytes'])
    return readBytes(bytes)
  }
  const onlyText = (): string => {
    const [text = ''] = readFields(wire, ['text'])
    return readText(text)
  }
  switch (kind) {
    case 'evm-transaction':
      return { kind, transaction: parseTransaction(onlyBytes()) }
    case 'evm-authorization':
      return { kind, authorization: parseAuthorization(onlyBytes()) }
    case 'personal-message':
      return { kind, message: onlyBytes() }
    case 'cosmos-direct':
      return { kind, doc: parseSignDoc(onlyBytes()) }
    case 'cosmos-amino':
      return { kind, doc: parseAminoSignDoc(onlyBytes()) }
    case 'typed-data': {
      const text = onlyText()
      return { kind, text, data: parseTypedData(text) }
    }
    case 'typed-data-v1': {
      const text = onlyText()
      return { kind, text, data: parseTypedDataV1(text) }
    }
    case 'adr36': {
      const [signer = '', bytes = ''] = readFields(wire, ['signer', 'bytes'])
      const data = readBytes(bytes)
      serializeAdr36({ signer, data })
      return { kind, signer, data }
    }
    default:
      throw new PayloadError('unsupported', 'the kind of the payload is not one that is signed')
  }
}

export const encodePayload = (payload: Payload): WirePayload => {
  const { kind } = payload
  switch (kind) {
    case 'evm-transaction':
      return { kind, bytes: toHex(serializeTransaction(payload.transaction)) }
    case 'evm-authorization':
      return { kind, bytes: toHex(serializeAuthorization(payload.authorization)) }
    case 'personal-message':
      return { kind, bytes: toHex(payload.message) }
    case 'typed-data':
    case 'typed-data-v1':
      return { kind, text: payload.text }
    case 'adr36':
      return { kind, signer: payload.signer, bytes: toHex(payload.data) }
    default:
      return { kind, bytes: toHex(payload.doc.bytes) }
  }
}

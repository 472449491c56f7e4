// https://github.com/MetaMask/eth-sig-util (typedSignatureHash)
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat, join } from '../../encoding/bytes.ts'
import { isJsonObject, parseJson, type Json } from '../../encoding/json.ts'
import { textToBytes } from '../../encoding/text.ts'
import { PayloadError } from '../../errors.ts'
import { checkOneReading, schemaOf, type Declared } from './check-one-reading.ts'
import { packValue } from './pack-value.ts'
import { readPackedType } from './packed-type.ts'
import { readsAsTransaction } from './reads-as-transaction.ts'

export type FieldV1 = {
  readonly type: string
  readonly name: string
  /** Of an array, its items. */
  readonly value: string | readonly string[]
}

/** Fields that name no site, no contract and no chain. */
export type TypedDataV1 = {
  readonly fields: readonly FieldV1[]
  /** Every value was checked against its type to compute it. */
  readonly digest: Uint8Array
}

const keys = ['type', 'name', 'value']

const readField = (given: Json, at: number): Declared & { readonly value: Json | undefined } => {
  if (!isJsonObject(given)) throw new PayloadError('bad-shape', `field ${at} is no object`)
  const missing = keys.find((key) => !given.has(key))
  if (missing !== undefined) throw new PayloadError('missing-field', `field ${at} lacks ${missing}`)
  const extra = Array.from(given.keys()).find((key) => !keys.includes(key))
  if (extra !== undefined) {
    throw new PayloadError(
      'unknown-field',
      `field ${at} has ${JSON.stringify(extra.slice(0, 80))}, which would not be signed`,
    )
  }
  const [type, name, value] = keys.map((key) => given.get(key))
  if (typeof type !== 'string' || typeof name !== 'string' || name === '') {
    throw new PayloadError('bad-shape', `type and name of field ${at} are texts`)
  }
  return { type, name, value, packed: readPackedType(type) }
}

/** Typed data of the first version, from the JSON text that a page gave: a list of fields. */
export const parseTypedDataV1 = (text: string): TypedDataV1 => {
  const list = parseJson(text)
  if (!Array.isArray(list) || list.length === 0) {
    throw new PayloadError('bad-shape', 'typed data of the first version is a list of fields')
  }
  const declared = (list as readonly Json[]).map(readField)
  if (new Set(declared.map(({ name }) => name)).size < declared.length) {
    throw new PayloadError('duplicate-field', 'two fields have one name')
  }
  checkOneReading(declared)
  const fields = declared.map(({ type, name, value, packed }) => ({
    type,
    name,
    ...packValue(packed, value, JSON.stringify(name.slice(0, 80))),
  }))
  const preimage = concat(
    keccak_256(textToBytes(schemaOf(declared))),
    keccak_256(join(fields.map(({ bytes }) => bytes))),
  )
  if (readsAsTransaction(preimage)) {
    throw new PayloadError(
      'contradiction',
      'by chance this would be signed like a transaction: change a name or a value',
    )
  }
  return {
    fields: fields.map(({ type, name, text: value }) => ({ type, name, value })),
    digest: keccak_256(preimage),
  }
}

// https://eips.ethereum.org/EIPS/eip-712
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat } from '../../encoding/bytes.ts'
import { isJsonObject, parseJson, type JsonObject } from '../../encoding/json.ts'
import { PayloadError } from '../../errors.ts'
import { checkDomainType, domainType, readDomain, type Domain } from './domain.ts'
import { membersOf } from './encode-type.ts'
import { structHasher } from './hash-struct.ts'
import { readStructTypes, type StructTypes } from './struct-types.ts'

export type TypedData = {
  readonly types: StructTypes
  readonly primaryType: string
  readonly domain: Domain
  readonly message: JsonObject
  /** Every value was checked against its type to compute it. */
  readonly digest: Uint8Array
}

const DOMAIN = 'EIP712Domain'
const keys = ['types', 'primaryType', 'domain', 'message']

const readParts = (text: string) => {
  const whole = parseJson(text)
  if (!isJsonObject(whole)) throw new PayloadError('bad-shape', 'typed data is a JSON object')
  const extra = Array.from(whole.keys()).find((key) => !keys.includes(key))
  if (extra !== undefined) {
    throw new PayloadError(
      'unknown-field',
      `typed data has ${JSON.stringify(extra.slice(0, 80))}, which would not be signed`,
    )
  }
  const missing = keys.find((key) => !whole.has(key))
  if (missing !== undefined) throw new PayloadError('missing-field', `typed data lacks ${missing}`)
  const [types, primaryType, domain, message] = keys.map((key) => whole.get(key))
  if (!isJsonObject(types) || !isJsonObject(domain) || !isJsonObject(message)) {
    throw new PayloadError('bad-shape', 'types, domain and message of typed data are objects')
  }
  if (typeof primaryType !== 'string' || primaryType === DOMAIN) {
    throw new PayloadError('bad-type', 'the primary type names the struct of the message')
  }
  return { types, primaryType, domain, message }
}

const withDomain = (types: StructTypes, domain: JsonObject): StructTypes => {
  const declared = types.get(DOMAIN)
  if (declared === undefined) return new Map([...types, [DOMAIN, domainType(domain)]])
  checkDomainType(declared)
  return types
}

/**
 * Typed data from the JSON text that a page gave. Nothing in it may go unsigned: what its types do
 * not declare is refused, and so is what they declare and it lacks.
 */
export const parseTypedData = (text: string): TypedData => {
  const parts = readParts(text)
  const types = withDomain(readStructTypes(parts.types), parts.domain)
  membersOf(types, parts.primaryType)
  const hashStruct = structHasher(types)
  const digest = keccak_256(
    concat(
      Uint8Array.of(0x19, 0x01),
      hashStruct(DOMAIN, parts.domain, 'domain'),
      hashStruct(parts.primaryType, parts.message, 'message'),
    ),
  )
  return {
    types,
    primaryType: parts.primaryType,
    domain: readDomain(parts.domain),
    message: parts.message,
    digest,
  }
}

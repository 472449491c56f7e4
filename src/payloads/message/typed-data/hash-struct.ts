// https://eips.ethereum.org/EIPS/eip-712
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat, join } from '../../encoding/bytes.ts'
import { fromHex } from '../../encoding/hex.ts'
import { integerToWord } from '../../encoding/integer.ts'
import { isJsonObject, type Json } from '../../encoding/json.ts'
import { textToBytes } from '../../encoding/text.ts'
import { PayloadError } from '../../errors.ts'
import { encodeType, membersOf } from './encode-type.ts'
import type { FieldType } from './field-type.ts'
import { readAddress, readBool, readBytes, readInt, readString, readUint } from './read-value.ts'
import type { StructTypes } from './struct-types.ts'

/** Hashes values of these types, and refuses what does not fit them in every detail. */
export const structHasher = (types: StructTypes) => {
  const typeHashes = new Map<string, Uint8Array>()

  const typeHash = (name: string): Uint8Array => {
    const known = typeHashes.get(name) ?? keccak_256(textToBytes(encodeType(types, name)))
    typeHashes.set(name, known)
    return known
  }

  const encodeArray = (
    type: FieldType & { kind: 'array' },
    value: Json | undefined,
    path: string,
  ): Uint8Array => {
    if (!Array.isArray(value)) throw new PayloadError('bad-shape', `${path} is no array`)
    const items = value as readonly Json[]
    if (type.length !== null && items.length !== type.length) {
      throw new PayloadError(
        'out-of-range',
        `${path} has ${type.length} items, not ${items.length}`,
      )
    }
    const words = items.map((item, index) => encode(type.of, item, `${path}[${index}]`))
    return keccak_256(join(words))
  }

  const encode = (type: FieldType, value: Json | undefined, path: string): Uint8Array => {
    switch (type.kind) {
      case 'uint':
        return integerToWord(readUint(value, type.bits, path))
      case 'int':
        return integerToWord(readInt(value, type.bits, path))
      case 'bool':
        return integerToWord(readBool(value, path) ? 1n : 0n)
      case 'address':
        return concat(new Uint8Array(12), fromHex(readAddress(value, path)))
      case 'fixed-bytes':
        return concat(readBytes(value, path, type.size), new Uint8Array(32 - type.size))
      case 'bytes':
        return keccak_256(readBytes(value, path))
      case 'string':
        return keccak_256(textToBytes(readString(value, path), path))
      case 'array':
        return encodeArray(type, value, path)
      default:
        return hashStruct(type.name, value, path)
    }
  }

  const hashStruct = (name: string, value: Json | undefined, path: string): Uint8Array => {
    if (!isJsonObject(value)) {
      throw new PayloadError('bad-shape', `${path} must be an object of type ${name}`)
    }
    const members = membersOf(types, name)
    const missing = members.find((member) => !value.has(member.name))
    if (missing !== undefined) {
      throw new PayloadError('missing-field', `${path} lacks ${missing.name}`)
    }
    if (value.size > members.length) {
      const declared = new Set(members.map((member) => member.name))
      const extra = Array.from(value.keys()).find((key) => !declared.has(key))
      throw new PayloadError(
        'unknown-field',
        `${path} has ${JSON.stringify(extra?.slice(0, 80))}, which ${name} does not: it would not be signed`,
      )
    }
    return keccak_256(
      concat(
        typeHash(name),
        ...members.map((member) =>
          encode(member.type, value.get(member.name), `${path}.${member.name}`),
        ),
      ),
    )
  }

  return hashStruct
}

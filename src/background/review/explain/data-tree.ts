import type { DataTree } from '../../../messages/popup/action.ts'
import { isJsonObject, type Json, type JsonObject } from '../../../payloads/encoding/json.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import type { Domain } from '../../../payloads/message/typed-data/domain.ts'
import { membersOf } from '../../../payloads/message/typed-data/encode-type.ts'
import type { FieldType } from '../../../payloads/message/typed-data/field-type.ts'
import type { StructTypes } from '../../../payloads/message/typed-data/struct-types.ts'
import { visibleText } from '../visible-text.ts'

const types = {
  name: 'string',
  version: 'string',
  chainId: 'uint256',
  verifyingContract: 'address',
  salt: 'bytes32',
} as const

export const domainTree = (domain: Domain): readonly DataTree[] =>
  (Object.keys(types) as (keyof typeof types)[]).flatMap((name) => {
    const value = domain[name]
    return value === null ? [] : [{ name, type: types[name], value: visibleText(String(value)) }]
  })

/** One spelling for each value, however the page wrote it: what is hashed is the value. */
const valueText = (type: FieldType, value: Json | undefined): string => {
  const plain = value as string | bigint | boolean
  if (type.kind === 'uint' || type.kind === 'int') return String(BigInt(plain))
  if (type.kind === 'address') return parseAddress(String(plain))
  return type.kind === 'string' ? visibleText(String(plain)) : String(plain)
}

/** The fields that the types declare, in their order; for a message that was parsed. */
export const structTree = (
  structs: StructTypes,
  name: string,
  value: JsonObject,
): readonly DataTree[] =>
  membersOf(structs, name).map((member) =>
    fieldTree(structs, member.name, member.written, member.type, value.get(member.name)),
  )

const fieldTree = (
  structs: StructTypes,
  name: string,
  written: string,
  type: FieldType,
  value: Json | undefined,
): DataTree => {
  if (type.kind === 'array') {
    const items = Array.isArray(value) ? (value as readonly Json[]) : []
    const inner = written.slice(0, written.lastIndexOf('['))
    return {
      name,
      type: written,
      fields: items.map((item, at) => fieldTree(structs, String(at), inner, type.of, item)),
    }
  }
  if (type.kind === 'struct') {
    const fields = isJsonObject(value) ? structTree(structs, type.name, value) : []
    return { name, type: written, fields }
  }
  return { name, type: written, value: valueText(type, value) }
}

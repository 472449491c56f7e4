import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.ts'
import { PayloadError } from '../../errors.ts'
import { isFieldName, isStructName, readFieldType, type FieldType } from './field-type.ts'

export type Member = { readonly name: string; readonly type: FieldType; readonly written: string }

export type StructTypes = ReadonlyMap<string, readonly Member[]>

const readMember = (value: Json, struct: string): Member => {
  if (!isJsonObject(value))
    throw new PayloadError('bad-shape', `a member of ${struct} is no object`)
  const name = value.get('name')
  const written = value.get('type')
  if (value.size !== 2 || typeof name !== 'string' || typeof written !== 'string') {
    throw new PayloadError('bad-shape', `a member of ${struct} has a name, a type, and no more`)
  }
  if (!isFieldName(name)) {
    throw new PayloadError('bad-type', `${struct} has a member whose name is no name`)
  }
  return { name, type: readFieldType(written), written }
}

const innermost = (type: FieldType): FieldType =>
  type.kind === 'array' ? innermost(type.of) : type

/** Structs that a type is made of directly. */
export const structsIn = (members: readonly Member[]): readonly string[] =>
  members.flatMap(({ type }) => {
    const inner = innermost(type)
    return inner.kind === 'struct' ? [inner.name] : []
  })

export const readStructTypes = (types: JsonObject): StructTypes => {
  const structs = new Map<string, readonly Member[]>()
  for (const [name, list] of types) {
    if (!isStructName(name)) {
      throw new PayloadError('bad-type', `${JSON.stringify(name.slice(0, 80))} names no struct`)
    }
    if (!Array.isArray(list)) throw new PayloadError('bad-shape', `${name} is a list of members`)
    const members = (list as readonly Json[]).map((member) => readMember(member, name))
    if (new Set(members.map((member) => member.name)).size < members.length) {
      throw new PayloadError('duplicate-field', `${name} has two members of one name`)
    }
    structs.set(name, members)
  }
  for (const [name, members] of structs) {
    const missing = structsIn(members).find((one) => !structs.has(one))
    if (missing !== undefined) {
      throw new PayloadError('bad-type', `${name} uses ${missing}, which "types" lacks`)
    }
  }
  return structs
}

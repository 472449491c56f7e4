import { PayloadError } from '../../errors.ts'

export type FieldType =
  | { readonly kind: 'uint' | 'int'; readonly bits: number }
  | { readonly kind: 'fixed-bytes'; readonly size: number }
  | { readonly kind: 'bytes' | 'string' | 'bool' | 'address' }
  | { readonly kind: 'struct'; readonly name: string }
  /** A null length is any. */
  | { readonly kind: 'array'; readonly of: FieldType; readonly length: number | null }

/** Names that Solidity keeps to itself: a struct with one of them would read as two things. */
const reserved = /^(?:u?int\d*|bytes\d*|byte|bool|address|string|function|u?fixed.*)$/

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/

export const isStructName = (name: string): boolean => identifier.test(name) && !reserved.test(name)

export const isFieldName = (name: string): boolean => identifier.test(name)

const readAtom = (text: string): FieldType => {
  if (text === 'bytes' || text === 'string' || text === 'bool' || text === 'address') {
    return { kind: text }
  }
  const [, kind, digits = ''] = /^(uint|int|bytes)([1-9][0-9]{0,2})$/.exec(text) ?? []
  const size = Number(digits)
  if (kind === 'bytes' && size <= 32) return { kind: 'fixed-bytes', size }
  if ((kind === 'uint' || kind === 'int') && size <= 256 && size % 8 === 0) {
    return { kind, bits: size }
  }
  if (isStructName(text)) return { kind: 'struct', name: text }
  throw new PayloadError('bad-type', `there is no type ${JSON.stringify(text.slice(0, 80))}`)
}

/** The type of a field as it is written, `Person[2][]` for one. */
export const readFieldType = (text: string): FieldType => {
  const start = text.indexOf('[')
  if (start < 0) return readAtom(text)
  const suffixes = text.slice(start)
  if (!/^(?:\[(?:[1-9][0-9]{0,5})?\]){1,16}$/.test(suffixes)) {
    throw new PayloadError('bad-type', `${JSON.stringify(text.slice(0, 80))} is no array`)
  }
  let type = readAtom(text.slice(0, start))
  for (const [, digits] of suffixes.matchAll(/\[(\d*)\]/g)) {
    type = { kind: 'array', of: type, length: digits === '' ? null : Number(digits) }
  }
  return type
}

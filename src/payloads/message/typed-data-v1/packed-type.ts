import { PayloadError } from '../../errors.ts'
import { readFieldType, type FieldType } from '../typed-data/field-type.ts'

export type AtomType = Exclude<FieldType, { readonly kind: 'struct' | 'array' }>

export type PackedType =
  | AtomType
  /** A null length is any. */
  | { readonly kind: 'array'; readonly of: AtomType; readonly length: number | null }

/**
 * What may be an item of an array: what MetaMask and Solidity pack alike, in 32 bytes each. They
 * differ on shorter bytes and negative short numbers; texts would run into each other.
 */
const isWord = (type: FieldType): type is AtomType => {
  switch (type.kind) {
    case 'uint':
    case 'bool':
    case 'address':
      return true
    case 'int':
      return type.bits === 256
    case 'fixed-bytes':
      return type.size === 32
    default:
      return false
  }
}

/** `uint` and `int` have 256 bits in this version, and are hashed as they are written. */
export const readPackedType = (written: string): PackedType => {
  const type = readFieldType(written.replace(/^(u?int)(?=\[|$)/, '$1256'))
  if (type.kind === 'struct') {
    throw new PayloadError('bad-type', `there is no type ${JSON.stringify(type.name.slice(0, 80))}`)
  }
  if (type.kind !== 'array') return type
  if (!isWord(type.of)) {
    throw new PayloadError(
      'bad-type',
      `values of ${written.slice(0, 80)} pack in more than one way`,
    )
  }
  return { kind: 'array', of: type.of, length: type.length }
}

/** Where such a value ends cannot be told from its type. */
export const isVariable = (type: PackedType): boolean =>
  type.kind === 'string' || type.kind === 'bytes' || (type.kind === 'array' && type.length === null)

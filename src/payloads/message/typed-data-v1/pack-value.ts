import { join } from '../../encoding/bytes.ts'
import { fromHex, toHex } from '../../encoding/hex.ts'
import { integerToWord } from '../../encoding/integer.ts'
import type { Json } from '../../encoding/json.ts'
import { textToBytes } from '../../encoding/text.ts'
import { PayloadError } from '../../errors.ts'
import {
  readAddress,
  readBool,
  readBytes,
  readInt,
  readString,
  readUint,
} from '../typed-data/read-value.ts'
import type { AtomType, PackedType } from './packed-type.ts'

/** The text is of the value, in its one spelling, however the page wrote it. */
type Packed<Text> = { readonly bytes: Uint8Array; readonly text: Text }

const packInteger = (value: bigint, bits: number): Packed<string> => ({
  bytes: integerToWord(value).subarray(32 - bits / 8),
  text: String(value),
})

const packAtom = (type: AtomType, value: Json | undefined, path: string): Packed<string> => {
  switch (type.kind) {
    case 'uint':
      return packInteger(readUint(value, type.bits, path), type.bits)
    case 'int':
      return packInteger(readInt(value, type.bits, path), type.bits)
    case 'bool': {
      const isTrue = readBool(value, path)
      return { bytes: Uint8Array.of(isTrue ? 1 : 0), text: String(isTrue) }
    }
    case 'address': {
      const address = readAddress(value, path)
      return { bytes: fromHex(address), text: address }
    }
    case 'fixed-bytes': {
      const bytes = readBytes(value, path, type.size)
      return { bytes, text: toHex(bytes) }
    }
    case 'bytes': {
      const bytes = readBytes(value, path)
      return { bytes, text: toHex(bytes) }
    }
    default: {
      const text = readString(value, path)
      return { bytes: textToBytes(text, path), text }
    }
  }
}

const toWord = (bytes: Uint8Array): Uint8Array => {
  const word = new Uint8Array(32)
  word.set(bytes, 32 - bytes.length)
  return word
}

/** As Solidity's `abi.encodePacked` does it: no lengths, and no padding but in arrays. */
export const packValue = (
  type: PackedType,
  value: Json | undefined,
  path: string,
): Packed<string | readonly string[]> => {
  if (type.kind !== 'array') return packAtom(type, value, path)
  if (!Array.isArray(value)) throw new PayloadError('bad-shape', `${path} is no array`)
  const given = value as readonly Json[]
  if (type.length !== null && given.length !== type.length) {
    throw new PayloadError('out-of-range', `${path} has ${type.length} items, not ${given.length}`)
  }
  const items = given.map((item, at) => packAtom(type.of, item, `${path}[${at}]`))
  return {
    bytes: join(items.map(({ bytes }) => toWord(bytes))),
    text: items.map(({ text }) => text),
  }
}

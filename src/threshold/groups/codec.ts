import { fixedBytes, type Codec } from '../encoding/codec.ts'
import type { Group, Point } from './group.ts'
import { decodeScalar, encodeScalar, SCALAR_LENGTH } from './scalar.ts'

export const scalarCodec = (order: bigint): Codec<bigint> => {
  const raw = fixedBytes(SCALAR_LENGTH)
  return {
    write: (out, value) => raw.write(out, encodeScalar(value)),
    read: (input) => decodeScalar(raw.read(input), order),
  }
}

export const pointCodec = (group: Group): Codec<Point> => {
  const raw = fixedBytes(group.pointLength)
  return {
    write: (out, value) => raw.write(out, group.encodePoint(value)),
    read: (input) => group.decodePoint(raw.read(input)),
  }
}

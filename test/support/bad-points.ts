import { bls12_381 } from '@noble/curves/bls12-381.js'
import { concatBytes } from '@noble/curves/utils.js'

const { Fp, Fp2 } = bls12_381.fields

const flagged = (bytes: Uint8Array, flags: number): Uint8Array => {
  const copy = bytes.slice()
  copy[0] = (copy[0] ?? 0) | flags
  return copy
}

const COMPRESSED = 0x80
const INFINITY = 0x40

/** On BLS12-381's first curve, but of another order than the group: what a subgroup check is for. */
export const outsideG1 = (): Uint8Array => {
  for (let x = 1n; ; x++) {
    const right = x ** 3n + 4n
    if (!Fp.eql(Fp.pow(right, (Fp.ORDER - 1n) / 2n), Fp.ONE)) continue
    const point = bls12_381.G1.Point.fromAffine({ x, y: Fp.sqrt(right) })
    if (!point.isTorsionFree()) return flagged(Fp.toBytes(x), COMPRESSED)
  }
}

/** The same on the second curve. */
export const outsideG2 = (): Uint8Array => {
  for (let c0 = 1n; ; c0++) {
    const x = Fp2.fromBigTuple([c0, 0n])
    const right = Fp2.add(Fp2.pow(x, 3n), Fp2.fromBigTuple([4n, 4n]))
    if (!Fp2.eql(Fp2.pow(right, (Fp.ORDER ** 2n - 1n) / 2n), Fp2.ONE)) continue
    const point = bls12_381.G2.Point.fromAffine({ x, y: Fp2.sqrt(right) })
    if (!point.isTorsionFree())
      return flagged(concatBytes(Fp.toBytes(0n), Fp.toBytes(c0)), COMPRESSED)
  }
}

/** No point of the first curve has this x. */
export const offG1 = (): Uint8Array => {
  for (let x = 1n; ; x++) {
    const legendre = Fp.pow(x ** 3n + 4n, (Fp.ORDER - 1n) / 2n)
    if (Fp.eql(legendre, Fp.neg(Fp.ONE))) return flagged(Fp.toBytes(x), COMPRESSED)
  }
}

/** A second encoding of a point: its x with the field's modulus added. */
export const aboveModulusG1 = (): Uint8Array => {
  for (let x = 0n; ; x++) {
    const right = x ** 3n + 4n
    if (!Fp.eql(Fp.pow(right, (Fp.ORDER - 1n) / 2n), Fp.ONE)) continue
    const bytes = new Uint8Array(Buffer.from((x + Fp.ORDER).toString(16).padStart(96, '0'), 'hex'))
    return flagged(bytes, COMPRESSED)
  }
}

export const identityG1 = (): Uint8Array => flagged(new Uint8Array(48), COMPRESSED | INFINITY)
export const identityG2 = (): Uint8Array => flagged(new Uint8Array(96), COMPRESSED | INFINITY)

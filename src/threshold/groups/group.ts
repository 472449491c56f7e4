/** What the protocols ask of a point; satisfied by the points of @noble/curves. */
export type Point = {
  add(other: Point): Point
  subtract(other: Point): Point
  negate(): Point
  /** For secret scalars, in (0, order). */
  multiply(scalar: bigint): Point
  /** For public scalars, in [0, order): its time tells them. */
  multiplyUnsafe(scalar: bigint): Point
  equals(other: Point): boolean
  is0(): boolean
  toBytes(compressed?: boolean): Uint8Array
}

export type GroupName = 'secp256k1' | 'bls12-381-g1' | 'bls12-381-g2' | 'ed25519'

/** A group of prime order, with one strict encoding of its points and its scalars. */
export type Group = {
  readonly name: GroupName
  readonly order: bigint
  readonly base: Point
  readonly zero: Point
  readonly pointLength: number
  encodePoint(point: Point): Uint8Array
  /** Refuses other lengths, points off the curve or outside the subgroup, and the identity. */
  decodePoint(bytes: Uint8Array): Point
}

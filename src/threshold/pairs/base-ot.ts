// Base oblivious transfers: Chou-Orlandi (ePrint 2015/267), random and in a batch, with the index
// and both points in the key's hash as cait-sith's triples.md has it, on P-256.
//
// Shared points enter the hash by their x-coordinate, which is what Diffie-Hellman gives natively.
// It loses a sign: a chooser that sends X = Y/2 makes y*X and y*(X - Y) opposite, with one and the
// same x. Were both seeds equal, the extension would mask its receiver's choices with zeros and
// hand them over. So each seed's hash also binds which of the two it is. Apart from that the sign
// costs the proof a factor of four guesses: from +-y*X and +-y*(X - Y) follow four candidates for
// y*Y, the computational square Diffie-Hellman answer, one of which is right.
//
// Nobody confirms seeds here, on purpose. An offerer says nothing after Y, so it can only spoil
// seeds by using others later on, and that is what the extension's consistency check finds. A
// chooser whose points fit no choice locks out itself. A confirmation would add one thing: an
// answer, per pair, to an offerer's guess at the choice.
import { normalizeZ } from '@noble/curves/abstract/curve.js'
import { wipe } from '../encoding/bytes.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort } from '../errors.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import { BASE_TRANSFERS, SEED_LENGTH, type ReceiverSeeds, type SenderSeeds } from './generation.ts'
import { proveKnowledge, verifyKnowledge, type KnowledgeProof } from './knowledge-proof.ts'
import { Point, pointFrom, randomSecret } from './p256.ts'
import { bindRoles, type Roles } from './roles.ts'

/** The paper's Y, with the proof that its logarithm is known. */
export type Offer = { readonly point: Uint8Array; readonly proof: KnowledgeProof }

export const makeOffer = (
  roles: Roles,
  primitives: Primitives,
  random: Randomness,
): { readonly secret: Uint8Array; readonly offer: Offer } => {
  const secret = randomSecret(random)
  const point = primitives.dhPublicKey(secret)
  const proof = proveKnowledge(roles, secret, point, primitives, random)
  return { secret, offer: { point, proof } }
}

/** Answers an offer: the paper's X_j for random choices, and the one seed of each pair. */
export const choose = (
  roles: Roles,
  offer: Offer,
  primitives: Primitives,
  random: Randomness,
): { readonly points: readonly Uint8Array[]; readonly seeds: SenderSeeds } => {
  const offered = pointFrom(roles.offerer, offer.point)
  if (!verifyKnowledge(roles, offered, offer.proof)) {
    const reason = `${roles.offerer} does not know the logarithm of what it offers`
    throw new Abort('bad-proof', [roles.offerer], reason)
  }
  const secrets = Array.from({ length: BASE_TRANSFERS }, () => randomSecret(random))
  const zeros = secrets.map((secret) => primitives.dhPublicKey(secret))
  const sums = zeros.map((zero) => Point.fromBytes(zero).add(offered))
  const ones = normalizeZ(Point, sums).map((sum) => sum.toBytes(false))

  const choices = random(BASE_TRANSFERS / 8)
  const chosen = new Uint8Array(BASE_TRANSFERS * SEED_LENGTH)
  const deriveSeed = seedDerivation(roles, offer.point, primitives)
  const points = secrets.map((secret, j) => {
    const choice = ((choices[j >> 3] ?? 0) >> (j & 7)) & 1
    const point = select(choice, zeros[j] ?? empty, ones[j] ?? empty)
    const shared = primitives.dhShared(secret)(offer.point)
    deriveSeed(chosen, j, choice, point, shared)
    return point
  })
  wipe(...secrets, ...zeros, ...ones)
  return { points, seeds: { choices, chosen } }
}

/** The offerer's end of it: both seeds of each pair. */
export const complete = (
  roles: Roles,
  secret: Uint8Array,
  offered: Uint8Array,
  points: readonly Uint8Array[],
  primitives: Primitives,
): ReceiverSeeds => {
  const offeredPoint = Point.fromBytes(offered)
  const differences = points.map((point) => pointFrom(roles.chooser, point).subtract(offeredPoint))
  if (differences.some((difference) => difference.is0())) {
    const reason = `${roles.chooser} sent back the point it was offered`
    throw new Abort('malformed-message', [roles.chooser], reason)
  }
  const shifted = normalizeZ(Point, differences).map((difference) => difference.toBytes(false))

  const zeros = new Uint8Array(BASE_TRANSFERS * SEED_LENGTH)
  const ones = new Uint8Array(BASE_TRANSFERS * SEED_LENGTH)
  const deriveSeed = seedDerivation(roles, offered, primitives)
  const share = primitives.dhShared(secret)
  for (const [j, point] of points.entries()) {
    deriveSeed(zeros, j, 0, point, share(point))
    deriveSeed(ones, j, 1, point, share(shifted[j] ?? empty))
  }
  return { zeros, ones }
}

const empty = new Uint8Array()

/** `one` for a 1 and `zero` for a 0, in the same steps. */
const select = (bit: number, zero: Uint8Array, one: Uint8Array): Uint8Array => {
  const mask = -bit & 0xff
  return zero.map((byte, i) => byte ^ (mask & (byte ^ (one[i] ?? 0))))
}

/**
 * Writes the seed of one branch of pair `j` into its place, and wipes what it came from. Everything
 * that is hashed has one length, so nothing needs a frame.
 */
const seedDerivation = (roles: Roles, offered: Uint8Array, primitives: Primitives) => {
  const context = hash('pairs/base-seeds', ...bindRoles(roles), offered)
  return (
    into: Uint8Array,
    j: number,
    branch: number,
    point: Uint8Array,
    shared: Uint8Array,
  ): void => {
    const key = primitives.sha256(context, Uint8Array.of(j, branch), point, shared)
    into.set(key.subarray(0, SEED_LENGTH), j * SEED_LENGTH)
    wipe(shared, key)
  }
}

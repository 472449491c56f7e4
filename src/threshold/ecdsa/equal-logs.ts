// Chaum-Pedersen's proof that one scalar lies behind many points, batched with weights that depend
// on all of them, as RFC 9497 section 2.2 batches it.
import { concat } from '../encoding/bytes.ts'
import type { Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { scalarCodec } from '../groups/codec.ts'
import type { Point } from '../groups/group.ts'
import { encodeScalar, hashToScalar, mod } from '../groups/scalar.ts'
import { compress, secp256k1 } from '../groups/secp256k1.ts'
import type { Randomness } from '../primitives/primitives.ts'

const { order, base, zero } = secp256k1

export const equalLogsProof = record('equal-logs', {
  challenge: scalarCodec(order),
  response: scalarCodec(order),
})
export type EqualLogsProof = Decoded<typeof equalLogsProof>

export type EqualLogs = {
  /** All that the proof is about, so that it proves nothing elsewhere. */
  readonly context: Uint8Array
  /** scalar * G. */
  readonly image: Point
  /** Each base with scalar * base. */
  readonly pairs: readonly { readonly base: Point; readonly product: Point }[]
}

const combinePairs = (claim: EqualLogs): { statement: Uint8Array; base: Point; product: Point } => {
  const { context, image, pairs } = claim
  const points = pairs.flatMap((pair) => [compress(pair.base), compress(pair.product)])
  const statement = hash('equal-logs/statement', context, compress(image), concat(...points))
  const joined = { statement, base: zero, product: zero }
  for (const [index, pair] of pairs.entries()) {
    const weight = hashToScalar(order, 'equal-logs/weight', statement, Uint8Array.of(index))
    joined.base = joined.base.add(pair.base.multiplyUnsafe(weight))
    joined.product = joined.product.add(pair.product.multiplyUnsafe(weight))
  }
  return joined
}

const challengeFor = (statement: Uint8Array, first: Point, second: Point): bigint =>
  hashToScalar(order, 'equal-logs/challenge', statement, compress(first), compress(second))

export const proveEqualLogs = (
  random: Randomness,
  secret: bigint,
  claim: EqualLogs,
): EqualLogsProof => {
  const joined = combinePairs(claim)
  // Hedged: a broken source of randomness alone does not give the secret away.
  const nonce = hashToScalar(
    order,
    'equal-logs/nonce',
    encodeScalar(secret),
    random(32),
    joined.statement,
  )
  const challenge = challengeFor(
    joined.statement,
    base.multiply(nonce),
    joined.base.multiply(nonce),
  )
  return { challenge, response: mod(nonce + challenge * secret, order) }
}

export const verifyEqualLogs = (
  claim: EqualLogs,
  { challenge, response }: EqualLogsProof,
): boolean => {
  const joined = combinePairs(claim)
  const commitment = (of: Point, image: Point): Point =>
    of.multiplyUnsafe(response).subtract(image.multiplyUnsafe(challenge))
  const first = commitment(base, claim.image)
  const second = commitment(joined.base, joined.product)
  if (first.is0() || second.is0()) return false
  return challengeFor(joined.statement, first, second) === challenge
}

import type { PartyId } from '../../src/threshold/errors.ts'
import {
  BASE_TRANSFERS,
  GENERATION_ID_LENGTH,
  PairGeneration,
  SEED_LENGTH,
  ZERO_SEED_LENGTH,
  type ReceiverSeeds,
  type SenderSeeds,
} from '../../src/threshold/pairs/generation.ts'
import type { Randomness } from '../../src/threshold/primitives/primitives.ts'

/** Deals one direction: who holds both seeds of each pair, and who holds one. */
const dealSeeds = (random: Randomness): { receiver: ReceiverSeeds; sender: SenderSeeds } => {
  const zeros = random(BASE_TRANSFERS * SEED_LENGTH)
  const ones = random(BASE_TRANSFERS * SEED_LENGTH)
  const choices = random(BASE_TRANSFERS / 8)
  const chosen = Uint8Array.from(zeros, (zero, i) => {
    const j = Math.floor(i / SEED_LENGTH)
    const bit = ((choices[j >> 3] ?? 0) >> (j & 7)) & 1
    return bit === 1 ? (ones[i] ?? 0) : zero
  })
  return { receiver: { zeros, ones }, sender: { choices, chosen } }
}

/**
 * Two matching generations from a dealer whom both trust: for tests of what is built on them,
 * without the public-key work of `setUpPair`.
 */
export const dealPair = (
  a: PartyId,
  b: PartyId,
  random: Randomness,
): [PairGeneration, PairGeneration] => {
  const id = random(GENERATION_ID_LENGTH)
  const zeroSeed = random(ZERO_SEED_LENGTH)
  const fromA = dealSeeds(random)
  const fromB = dealSeeds(random)
  return [
    new PairGeneration({
      self: a,
      peer: b,
      id: id.slice(),
      sender: fromA.sender,
      receiver: fromB.receiver,
      zeroSeed: zeroSeed.slice(),
    }),
    new PairGeneration({
      self: b,
      peer: a,
      id: id.slice(),
      sender: fromB.sender,
      receiver: fromA.receiver,
      zeroSeed: zeroSeed.slice(),
    }),
  ]
}

import { BASE_TRANSFERS, SEED_LENGTH } from '../../src/threshold/pairs/generation.ts'
import type { Randomness } from '../../src/threshold/primitives/primitives.ts'

/** Every leaf of every tree: tree by tree, `2^width` seeds of 16 bytes each. */
export type TreeSeeds = { readonly width: number; readonly leaves: Uint8Array }

/**
 * All leaves but one of every tree. A leaf is kept at its distance from the missing one, so that
 * which one is missing decides no address.
 */
export type PuncturedSeeds = {
  readonly width: number
  /** 128 bits, `width` of them the missing leaf of one tree. */
  readonly missing: Uint8Array
  /** `2^width - 1` seeds a tree, those at distance 1, 2, ... */
  readonly leaves: Uint8Array
}

/** What 128 base transfers and a correction a tree would leave with two parties. */
export const dealTrees = (
  width: number,
  random: Randomness,
): { readonly receiver: TreeSeeds; readonly sender: PuncturedSeeds } => {
  const trees = BASE_TRANSFERS / width
  const leavesATree = 2 ** width
  const leaves = random(trees * leavesATree * SEED_LENGTH)
  const missing = random(BASE_TRANSFERS / 8)
  const kept = new Uint8Array(trees * (leavesATree - 1) * SEED_LENGTH)
  for (let tree = 0; tree < trees; tree++) {
    const first = tree * width
    const gap = ((missing[first >> 3] ?? 0) >> (first & 7)) & (leavesATree - 1)
    for (let distance = 1; distance < leavesATree; distance++) {
      const from = (tree * leavesATree + (gap ^ distance)) * SEED_LENGTH
      const to = (tree * (leavesATree - 1) + distance - 1) * SEED_LENGTH
      kept.set(leaves.subarray(from, from + SEED_LENGTH), to)
    }
  }
  return { receiver: { width, leaves }, sender: { width, missing, leaves: kept } }
}

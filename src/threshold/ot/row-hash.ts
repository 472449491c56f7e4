// TMMO of Guo, Katz, Wang and Yu (ePrint 2019/074): pi(pi(x) xor i) xor pi(x), tweakable and
// circular correlation robust when pi is an ideal permutation. Here pi is AES-128 under a public
// key of the session's own, so that work against one session says nothing about another.
import { hash } from '../encoding/transcript.ts'
import type { Primitives } from '../primitives/primitives.ts'
import { octets, ROW_WORDS, words } from './bit-matrix.ts'

/** Hashes `count` rows, each xored with `offset`, to `blocks` 16-byte blocks apiece. */
export type RowHash = (rows: Uint32Array, offset: Uint32Array, count: number) => Uint8Array

export const rowHash = (primitives: Primitives, session: Uint8Array, blocks: number): RowHash => {
  const permute = primitives.permutation(hash('ot/row-hash', session).subarray(0, 16))
  return (rows, offset, count) => {
    const inputs = new Uint32Array(count * ROW_WORDS)
    for (let at = 0; at < inputs.length; at++) {
      inputs[at] = (rows[at] as number) ^ (offset[at & (ROW_WORDS - 1)] as number)
    }
    const inner = words(permute(octets(inputs)))
    inputs.fill(0)
    const tweaked = new Uint32Array(count * blocks * ROW_WORDS)
    for (let row = 0; row < count; row++) {
      for (let block = 0; block < blocks; block++) {
        const index = row * blocks + block
        const target = index * ROW_WORDS
        for (let word = 0; word < ROW_WORDS; word++) {
          tweaked[target + word] = inner[row * ROW_WORDS + word] as number
        }
        tweaked[target] = (tweaked[target] as number) ^ index
      }
    }
    const outer = words(permute(octets(tweaked)))
    for (let row = 0; row < count; row++) {
      for (let block = 0; block < blocks; block++) {
        const target = (row * blocks + block) * ROW_WORDS
        for (let word = 0; word < ROW_WORDS; word++) {
          const at = target + word
          outer[at] = (outer[at] as number) ^ (inner[row * ROW_WORDS + word] as number)
        }
      }
    }
    inner.fill(0)
    tweaked.fill(0)
    return octets(outer)
  }
}

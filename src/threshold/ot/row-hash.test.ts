import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { hash } from '../encoding/transcript.ts'
import { native } from '../primitives/native.ts'
import { portable } from '../primitives/portable.ts'
import { octets, words } from './bit-matrix.ts'
import { rowHash } from './row-hash.ts'

const random = seededRandom('row hash')
const COUNT = 5
const BLOCKS = 6
const session = random(32)
const rows = words(random(COUNT * 16))
const none = new Uint32Array(4)

const hashed = rowHash(native, session, BLOCKS)(rows, none, COUNT)
const blockOf = (bytes: Uint8Array, index: number): Uint8Array =>
  bytes.slice(index * 16, (index + 1) * 16)

describe('the row hash', () => {
  test('is pi(pi(x) xor i) xor pi(x), block by block', () => {
    const pi = native.permutation(hash('ot/row-hash', session).subarray(0, 16))
    for (let row = 0; row < COUNT; row++) {
      const inner = pi(blockOf(octets(rows), row))
      for (let block = 0; block < BLOCKS; block++) {
        const index = row * BLOCKS + block
        const tweaked = inner.map((byte, at) => byte ^ (at === 0 ? index : 0))
        const expected = pi(tweaked).map((byte, at) => byte ^ (inner[at] ?? 0))
        expect(blockOf(hashed, index)).toEqual(expected)
      }
    }
  })

  test('gives no two blocks alike, for equal rows neither', () => {
    const equal = rowHash(native, session, BLOCKS)(new Uint32Array(COUNT * 4), none, COUNT)
    for (const bytes of [hashed, equal]) {
      const blocks = Array.from({ length: COUNT * BLOCKS }, (_, at) => blockOf(bytes, at).join())
      expect(new Set(blocks).size).toBe(COUNT * BLOCKS)
    }
  })

  test('is another one in another session', () => {
    const elsewhere = rowHash(native, random(32), BLOCKS)(rows, none, COUNT)
    for (let index = 0; index < COUNT * BLOCKS; index++) {
      expect(blockOf(elsewhere, index)).not.toEqual(blockOf(hashed, index))
    }
  })

  test('takes an offset into every row, and leaves the rows alone', () => {
    const before = rows.slice()
    const offset = words(random(16))
    const moved = rows.map((word, at) => word ^ (offset[at & 3] ?? 0))
    const hashRows = rowHash(native, session, BLOCKS)
    expect(hashRows(rows, offset, COUNT)).toEqual(hashRows(moved, none, COUNT))
    expect(hashRows(rows, offset, COUNT)).not.toEqual(hashed)
    expect(rows).toEqual(before)
  })

  test('is the same without node:crypto', () => {
    expect(rowHash(portable, session, BLOCKS)(rows, none, COUNT)).toEqual(hashed)
  })
})

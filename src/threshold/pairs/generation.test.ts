import { describe, expect, test } from 'vitest'
import { dealPair } from '../../../test/support/pairs.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { UsageError } from '../errors.ts'
import { SESSIONS_PER_GENERATION } from './generation.ts'

const pair = () => dealPair(1, 2, seededRandom('generation'))
const session = new Uint8Array(32).fill(3)

describe('a pair generation', () => {
  test('takes each session once', () => {
    const [mine] = pair()
    expect(mine.claimedBefore(session)).toBe(false)
    mine.claim(session)
    expect(mine.claimedBefore(session.slice())).toBe(true)
    expect(() => mine.claim(session.slice())).toThrow(UsageError)
    expect(() => mine.claim(session.with(31, 4))).not.toThrow()
  })

  test('is used up after so many sessions, and not before', () => {
    const [mine] = pair()
    const numbered = (number: number) => {
      new DataView(session.buffer).setUint32(0, number)
      return session
    }
    for (let number = 0; number < SESSIONS_PER_GENERATION - 1; number++)
      mine.claim(numbered(number))
    expect(mine.spent).toBe(false)
    mine.claim(numbered(SESSIONS_PER_GENERATION - 1))
    expect(mine.spent).toBe(true)
    expect(() => mine.claim(numbered(SESSIONS_PER_GENERATION))).toThrow('used up')
  })

  test('gives nothing, and takes no session, once dropped', () => {
    const [mine] = pair()
    expect(mine.sender.choices).toHaveLength(16)
    expect(mine.dropped).toBe(false)
    mine.drop()
    expect(mine.dropped).toBe(true)
    expect(() => mine.sender).toThrow('dropped')
    expect(() => mine.receiver).toThrow('dropped')
    expect(() => mine.zeroSeed).toThrow('dropped')
    expect(() => mine.claim(session)).toThrow('dropped')
  })

  test('overwrites every seed when dropped', () => {
    const [mine] = pair()
    const { sender, receiver, zeroSeed } = mine
    const held = [sender.choices, sender.chosen, receiver.zeros, receiver.ones, zeroSeed]
    for (const secret of held) expect(secret.some((byte) => byte !== 0)).toBe(true)
    mine.drop()
    for (const secret of held) expect(secret.every((byte) => byte === 0)).toBe(true)
  })

  test('shows no seed when it is printed or serialised', () => {
    const [mine] = pair()
    expect(Object.keys(mine).toSorted()).toEqual(['id', 'peer', 'self'])
  })
})

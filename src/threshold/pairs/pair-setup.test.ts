import { describe, expect, test } from 'vitest'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { toHex } from '../encoding/bytes.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { native } from '../primitives/native.ts'
import type { Randomness } from '../primitives/primitives.ts'
import {
  BASE_TRANSFERS,
  SEED_LENGTH,
  type PairGeneration,
  type ReceiverSeeds,
  type SenderSeeds,
} from './generation.ts'
import { setUpPair } from './pair-setup.ts'

const id = new Uint8Array(32).fill(1)

const start = (self: PartyId, peer: PartyId, random: Randomness, setupId = id) =>
  setUpPair({ id: setupId, self, peer, primitives: native, random })

const pairOf = (a: PartyId, b: PartyId, seed: string, setupId = id) => {
  const ceremonies = [
    start(a, b, seededRandom(`${seed} at ${a}`), setupId),
    start(b, a, seededRandom(`${seed} at ${b}`), setupId),
  ]
  const generations = results(run<PairGeneration>(ceremonies))
  const [atA, atB] = [generations.get(a), generations.get(b)]
  if (atA === undefined || atB === undefined) throw new Error('no generation')
  return { atA, atB }
}

const checkMatch = ({ choices, chosen }: SenderSeeds, { zeros, ones }: ReceiverSeeds): void => {
  const expected = Uint8Array.from(zeros, (zero, i) => {
    const j = Math.floor(i / SEED_LENGTH)
    return ((choices[j >> 3] ?? 0) >> (j & 7)) & 1 ? (ones[i] ?? 0) : zero
  })
  expect(chosen).toEqual(expected)
  expect(chosen).toHaveLength(BASE_TRANSFERS * SEED_LENGTH)
}

describe('setting up a pair', () => {
  const { atA, atB } = pairOf(7, 3, 'first')

  test('gives both the same name and the same seed for zero', () => {
    expect(atA.id).toEqual(atB.id)
    expect(atA.id).toHaveLength(16)
    expect(atA.zeroSeed).toEqual(atB.zeroSeed)
    expect(atA.zeroSeed).toHaveLength(32)
    expect([atA.self, atA.peer, atB.self, atB.peer]).toEqual([7, 3, 3, 7])
  })

  test('gives transfers that match, both ways', () => {
    checkMatch(atA.sender, atB.receiver)
    checkMatch(atB.sender, atA.receiver)
  })

  test('gives each direction choices and seeds of its own', () => {
    expect(atA.sender.choices).not.toEqual(atB.sender.choices)
    expect(atA.receiver.zeros).not.toEqual(atB.receiver.zeros)
  })

  test('gives another generation every time, even under the same id', () => {
    const second = pairOf(7, 3, 'second')
    expect(second.atA.id).not.toEqual(atA.id)
    expect(second.atA.zeroSeed).not.toEqual(atA.zeroSeed)
    expect(second.atA.sender.chosen).not.toEqual(atA.sender.chosen)
  })

  test('has a session of its own for each id and each pair', () => {
    const random = seededRandom('sessions')
    const sessions = [
      start(1, 2, random),
      start(1, 3, random),
      start(2, 3, random),
      start(1, 2, random, id.with(31, 2)),
    ].map(({ session }) => toHex(session))
    expect(new Set(sessions).size).toBe(sessions.length)
    expect(start(2, 1, random).session).toEqual(start(1, 2, random).session)
  })

  test.each<[string, Parameters<typeof start>]>([
    ['an id of another length', [1, 2, seededRandom(1), id.slice(1)]],
    ['a pair of one', [1, 1, seededRandom(1)]],
  ])('refuses %s', (_, parameters) => {
    expect(() => start(...parameters)).toThrow(UsageError)
    expect(() => start(1, 2, seededRandom(1))).not.toThrow()
  })

  test('overwrites what it needed on the way, and keeps what it gives', () => {
    const given: Uint8Array[] = []
    const random = seededRandom('remembered')
    const remembering: Randomness = (length) => {
      const bytes = random(length)
      given.push(bytes)
      return bytes
    }
    const generations = results(run([start(1, 2, remembering), start(2, 1, seededRandom('peer'))]))
    const kept = generations.get(1)?.sender.choices
    expect(kept?.some((byte) => byte !== 0)).toBe(true)
    for (const secret of given) {
      expect(secret === kept || secret.every((byte) => byte === 0)).toBe(true)
    }
  })
})

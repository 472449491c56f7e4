import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemRandom } from '../../../../test/support/randomness.ts'
import {
  dealSigners,
  presignAll,
  presignatureOf,
  propose,
} from '../../../../test/support/signers.ts'
import type { ErrorCode } from '../../../protocol/error-code.ts'
import { PRESIGNATURE_MS, Presignatures, type KeptPresignature } from './presignatures.ts'

const refusal = (code: ErrorCode): Error =>
  expect.objectContaining({ name: 'ProtocolError', code }) as Error

const signers = dealSigners({ parties: [1, 2], threshold: 2, random: systemRandom })

const made = (requester = 'one'): KeptPresignature => {
  const header = propose(signers, [1, 2], systemRandom)
  const presignature = presignatureOf(presignAll(signers, header, systemRandom), 1)
  return { presignature, publicKey: '0x04', requester, presignMs: 1, committed: false }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a presignature is there for its time, and burned at its end', () => {
  const kept = new Presignatures()
  const one = made()
  kept.keep(one, 2)
  vi.advanceTimersByTime(PRESIGNATURE_MS - 1)
  expect(kept.find(one.presignature.headerHash, '0x04').presignature).toBe(one.presignature)
  expect(kept.live).toBe(1)
  vi.advanceTimersByTime(1)
  expect(() => kept.find(one.presignature.headerHash, '0x04')).toThrow(refusal('presignature-gone'))
  expect(one.presignature.state).toBe('burned')
  expect(kept.live).toBe(0)
})

test('one of another key is not given out under this one', () => {
  const kept = new Presignatures()
  const one = made()
  kept.keep(one, 2)
  expect(() => kept.find(one.presignature.headerHash, '0x05')).toThrow(refusal('bad-request'))
  kept.find(one.presignature.headerHash, '0x04')
})

test('so many wait for one requester, and those of others do not count', () => {
  const kept = new Presignatures()
  kept.keep(made(), 2)
  kept.reserve('0x04', 'one', 2)()
  kept.keep(made(), 2)
  expect(() => kept.reserve('0x04', 'one', 2)).toThrow(refusal('too-many-presignatures'))
  kept.reserve('0x04', 'two', 2)()
  kept.reserve('0x05', 'one', 2)()
})

test('one that nobody came for makes room for its own session, and for no other', () => {
  const kept = new Presignatures()
  const [forgotten, other, neighbour] = [made(), made(), made('two')]
  for (const one of [forgotten, neighbour]) kept.keep(one, 2)
  vi.advanceTimersByTime(2999)
  kept.keep(other, 2)
  expect(() => kept.reserve('0x04', 'one', 2)).toThrow(refusal('too-many-presignatures'))
  vi.advanceTimersByTime(1)
  kept.reserve('0x04', 'one', 2)()
  expect(forgotten.presignature.state).toBe('burned')
  kept.keep(made(), 2)
  expect(() => kept.reserve('0x04', 'one', 2)).toThrow(refusal('too-many-presignatures'))
  expect([other, neighbour].map(({ presignature }) => presignature.state)).toEqual([
    'fresh',
    'fresh',
  ])
})

test('one that was finished too late for its place is burned', () => {
  const kept = new Presignatures()
  kept.keep(made(), 1)
  const late = made()
  expect(() => kept.keep(late, 1)).toThrow(refusal('too-many-presignatures'))
  expect(late.presignature.state).toBe('burned')
})

test('few more are made at a time than may be kept, and a place that is given back is free', () => {
  const kept = new Presignatures()
  const places = [1, 2, 3].map(() => kept.reserve('0x04', 'one', 1))
  expect(() => kept.reserve('0x04', 'one', 1)).toThrow(refusal('too-many-presignatures'))
  places[0]?.()
  kept.reserve('0x04', 'one', 1)
})

test('one requester keeps half of the node at most, however many it may have', () => {
  const kept = new Presignatures()
  const places = Array.from({ length: 32 }, () => kept.reserve('0x04', 'one', 64))
  expect(() => kept.reserve('0x04', 'one', 64)).toThrow(refusal('busy'))
  kept.reserve('0x04', 'two', 64)()
  places[0]?.()
  kept.reserve('0x04', 'one', 64)
})

test('what is closed is burned', () => {
  const kept = new Presignatures()
  const one = made()
  kept.keep(one, 1)
  kept.close()
  expect(one.presignature.state).toBe('burned')
})

import { expect, test } from 'vitest'
import { bytesUpTo, list } from '../../../threshold/encoding/codec.ts'
import { record } from '../../../threshold/encoding/record.ts'
import { KeyPool } from './key-pool.ts'

const answer = record('ready-keys', { keys: list(bytesUpTo(96)) })

const keys = (...names: readonly number[]): readonly Uint8Array[] =>
  names.map((name) => Uint8Array.of(name))

const setUp = (changes: {
  readonly own: readonly Uint8Array[]
  readonly others?: Readonly<Record<number, readonly Uint8Array[]>>
  readonly waiting?: number
}) => {
  const state = { now: 0, running: 0, own: changes.own, others: changes.others, asked: 0 }
  const pool = new KeyPool(
    {
      self: 1,
      pool: 2,
      vault: {
        readyKeys: () => state.own,
        waitingAccounts: () => changes.waiting ?? state.own.length,
      },
      runner: { running: () => state.running },
      nodeSet: {
        current: () => ({ nodes: [1, 2, 3].map((party) => ({ party })), threshold: 2 }) as never,
      },
      request: async (party) => {
        state.asked++
        const has = state.others?.[party]
        if (has === undefined) throw new Error('away')
        return Promise.resolve(answer.encode({ keys: has }))
      },
    },
    () => state.now,
  )
  return { pool, state }
}

test('another key is wanted while we have too few, and not when there are enough', async () => {
  const { pool, state } = setUp({ own: keys(1), others: { 2: keys(1, 2), 3: keys(1, 2) } })
  expect(await pool.wantsKey()).toBe(true)
  expect(state.asked).toBe(0)
  state.own = keys(1, 2)
  expect(await pool.wantsKey()).toBe(false)
})

test('keys that fewer than a threshold have ready fill no pool', async () => {
  const { pool, state } = setUp({ own: keys(1, 2), others: { 2: keys(1), 3: keys(1) } })
  expect(await pool.wantsKey()).toBe(true)
  state.others = { 2: keys(1, 3), 3: keys(1, 3) }
  state.own = keys(1, 2, 3)
  expect(await pool.wantsKey()).toBe(false)
})

test('keys that somebody lacks are made up for once, and no more than that', async () => {
  const { pool, state } = setUp({ own: keys(1, 2), others: { 2: keys(1, 2), 3: keys(2) } })
  expect(await pool.wantsKey()).toBe(true)
  state.own = keys(1, 2, 3)
  state.others = { 2: keys(1, 2, 3), 3: keys(2, 3) }
  expect(await pool.wantsKey()).toBe(false)
  state.now = 5_000
  state.others = { 2: keys(1, 2, 3), 3: [] }
  expect(await pool.wantsKey()).toBe(true)
  state.own = keys(1, 2, 3, 4)
  state.others = { 2: keys(1, 2, 3, 4), 3: [] }
  expect(await pool.wantsKey()).toBe(false)
})

test('the others are believed for a while, and asked again then', async () => {
  const { pool, state } = setUp({ own: keys(1, 2), others: { 2: keys(1, 2), 3: keys(1, 2) } })
  expect(await pool.wantsKey()).toBe(false)
  state.others = { 2: [], 3: [] }
  state.now = 4_999
  expect(await pool.wantsKey()).toBe(false)
  state.now = 5_000
  expect(await pool.wantsKey()).toBe(true)
})

test('nothing is made for somebody who does not say what it has', async () => {
  const { pool } = setUp({ own: keys(1, 2), others: { 2: [] } })
  expect(await pool.wantsKey()).toBe(false)
})

test('signatures go first, but not for ever', async () => {
  const { pool, state } = setUp({ own: [] })
  state.running = 1
  expect(await pool.wantsKey()).toBe(false)
  state.now = 1_999
  expect(await pool.wantsKey()).toBe(false)
  state.now = 2_000
  expect(await pool.wantsKey()).toBe(true)
})

test('however many are bound and never minted, no more than so many wait', async () => {
  expect(await setUp({ own: [], waiting: 65 }).pool.wantsKey()).toBe(true)
  expect(await setUp({ own: [], waiting: 66 }).pool.wantsKey()).toBe(false)
})

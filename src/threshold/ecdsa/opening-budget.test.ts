import { describe, expect, test } from 'vitest'
import {
  OpeningBudget,
  OPENINGS_PER_EPOCH,
  OPENINGS_PER_LIFE,
  type OpeningCounts,
} from './opening-budget.ts'

const taking = (counts: OpeningCounts) => {
  const recorded: OpeningCounts[] = []
  const budget = new OpeningBudget(counts, (next) => recorded.push(next))
  return { budget, recorded }
}

describe('an opening budget', () => {
  test('is as large as the threat model says', () => {
    expect([OPENINGS_PER_EPOCH, OPENINGS_PER_LIFE]).toEqual([32, 1024])
  })

  test('records every opening before it is taken, and stops with the epoch', () => {
    const { budget, recorded } = taking({ epoch: 0, life: 100 })
    const taken = Array.from({ length: 40 }, () => budget.take())
    expect(taken.filter(Boolean)).toHaveLength(32)
    expect(taken.lastIndexOf(true)).toBe(31)
    expect(recorded).toHaveLength(32)
    expect(recorded[0]).toEqual({ epoch: 1, life: 101 })
    expect(recorded.at(-1)).toEqual({ epoch: 32, life: 132 })
  })

  test('stops with the key’s life, whatever the epoch', () => {
    const { budget, recorded } = taking({ epoch: 0, life: 1022 })
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false])
    expect(recorded.at(-1)).toEqual({ epoch: 2, life: 1024 })
  })

  test('counts nothing that could not be recorded', () => {
    let broken = true
    const recorded: OpeningCounts[] = []
    const budget = new OpeningBudget({ epoch: 31, life: 0 }, (next) => {
      if (broken) throw new Error('the disk is full')
      recorded.push(next)
    })
    expect(() => budget.take()).toThrow('the disk is full')
    broken = false
    expect(budget.take()).toBe(true)
    expect(recorded).toEqual([{ epoch: 32, life: 1 }])
  })
})

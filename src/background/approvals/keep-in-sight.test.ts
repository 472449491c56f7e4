import { beforeEach, expect, test } from 'vitest'
import type { Surface } from '../connection/popup-connections.ts'
import { keepInSight } from './keep-in-sight.ts'

let waiting: number
let surfaces: Surface[]
/** Whether a window is wanted, and whether it comes to the front. */
let shown: string[]
let change: () => void
let move: () => void
let settle: () => void

const start = (): void => {
  const slept = new Promise<void>((resolve) => (settle = resolve))
  void keepInSight({
    approvals: {
      get waiting() {
        return waiting
      },
      onChange: (listener) => (change = listener),
    },
    popups: {
      get surfaces() {
        return surfaces
      },
      onSurfaces: (listener) => (move = listener),
    },
    approvalWindow: {
      show: async (isWanted, inFront) => {
        shown.push(`${isWanted() ? 'wanted' : 'not wanted'}${inFront ? ', in front' : ''}`)
        return Promise.resolve()
      },
    },
    sleep: async () => slept,
  })
}

const settled = async (): Promise<void> => {
  const before = shown.length
  settle()
  await expect.poll(() => shown.length).toBe(before + 1)
}

beforeEach(() => {
  waiting = 0
  surfaces = []
  shown = []
})

test('what is asked comes to the front once, and what happens to it does not', async () => {
  start()
  waiting = 1
  change()
  expect(shown).toEqual(['wanted, in front'])
  await settled()
  change()
  waiting = 2
  change()
  waiting = 0
  change()
  expect(shown.slice(1)).toEqual(['wanted', 'wanted', 'wanted, in front', 'not wanted'])
})

test('what was asked before the worker was stopped stays where it is', async () => {
  waiting = 1
  start()
  change()
  surfaces = ['approval']
  move()
  expect(shown).toEqual([])
  await settled()
  expect(shown).toEqual(['wanted'])
})

test('a side panel has time to come back, and then there is no window beside it', async () => {
  waiting = 1
  start()
  change()
  surfaces = ['side-panel']
  move()
  await settled()
  expect(shown).toEqual(['not wanted'])
  surfaces = []
  move()
  expect(shown).toEqual(['not wanted', 'wanted'])
})

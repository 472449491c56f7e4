import { expect, test } from 'vitest'
import type { Lamp } from '../../messages/popup/node-set-view.ts'
import { LampBoard } from './lamp-board.ts'

test('shows all nodes, and the latest of each; a share that came stays', () => {
  const seen: (readonly Lamp[])[] = []
  const board = new LampBoard([3, 1, 2], (lamps) => seen.push(lamps))
  board.take({ node: 2, state: 'asked', ms: 1 })
  board.take({ node: 2, state: 'signed', ms: 20 })
  board.take({ node: 2, state: 'failed', ms: 30 })
  board.take({ node: 3, state: 'slow', ms: 31 })
  expect(seen[0]?.map(({ state }) => state)).toEqual(['idle', 'idle', 'idle'])
  expect(board.lamps).toEqual([
    { node: 1, state: 'idle', ms: 0 },
    { node: 2, state: 'signed', ms: 20 },
    { node: 3, state: 'slow', ms: 31 },
  ])
  board.take({ node: 2, state: 'lied', ms: 40 })
  expect(board.lamps[1]?.state).toBe('lied')
})

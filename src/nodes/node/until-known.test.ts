import { expect, test } from 'vitest'
import { settableNodeSet } from '../../../test/support/node-sets.ts'
import { untilKnown } from './until-known.ts'

test('it ends when the registry was read, at once if it was before', async () => {
  const set = settableNodeSet([])
  const waiting = untilKnown({ ...set, known: false })
  set.set({ epoch: 1 })
  await waiting
  await untilKnown({ ...set, known: true })
  expect(set.current().epoch).toBe(1)
})

test('a node that is asked to stop does not wait for it', async () => {
  const set = settableNodeSet([])
  const stop = new AbortController()
  const waiting = untilKnown({ ...set, known: false }, stop.signal)
  stop.abort()
  await expect(waiting).rejects.toThrow('stopped')
  await expect(untilKnown({ ...set, known: false }, stop.signal)).rejects.toThrow('stopped')
})

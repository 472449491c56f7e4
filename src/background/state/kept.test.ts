import { expect, test } from 'vitest'
import * as z from 'zod'
import { memoryArea } from './area.ts'
import { BrokenState } from './broken-state.ts'
import { Kept } from './kept.ts'

const plan = { name: 'thing', schema: z.strictObject({ count: z.int() }), initial: { count: 0 } }
const more = ({ count }: { readonly count: number }) => ({ count: count + 1 })

test('what was changed is there after a restart', async () => {
  const area = memoryArea()
  const kept = await Kept.open(area, plan)
  await Promise.all([kept.change(more), kept.change(more), kept.change(more)])
  expect(kept.value).toEqual({ count: 3 })
  expect((await Kept.open(area, plan)).value).toEqual({ count: 3 })
})

test('nobody hears of a change that could not be written, and the next one is', async () => {
  const area = memoryArea()
  let full = true
  const kept = await Kept.open(
    {
      ...area,
      set: async (name, value) => {
        if (full) throw new Error('the disk is full')
        await area.set(name, value)
      },
    },
    plan,
  )
  const heard: number[] = []
  kept.onChange(({ count }) => heard.push(count))
  await expect(kept.change(more)).rejects.toThrow('the disk is full')
  expect(kept.value).toEqual({ count: 0 })
  full = false
  await kept.change(more)
  expect(heard).toEqual([1])
})

test('a change that changes nothing writes nothing', async () => {
  const area = memoryArea()
  const kept = await Kept.open(area, plan)
  await kept.change((value) => value)
  expect(await area.get('thing')).toBeUndefined()
})

test('an older version is taken along, step by step', async () => {
  const area = memoryArea()
  await area.set('thing', { version: 0, value: 5 })
  const migrations = [(old: unknown) => ({ number: old }), renamed]
  expect((await Kept.open(area, { ...plan, migrations })).value).toEqual({ count: 5 })
  await area.set('thing', { version: 1, value: { number: 6 } })
  expect((await Kept.open(area, { ...plan, migrations })).value).toEqual({ count: 6 })
})

const renamed = (old: unknown): unknown => ({
  count: (old as { readonly number: number }).number,
})

test.each([
  ['no envelope', 7],
  ['another shape', { version: 0, value: { count: 'many' } }],
  ['a newer version', { version: 1, value: { count: 1 } }],
  ['more fields', { version: 0, value: { count: 1, other: 2 } }],
])('%s is broken, and stays as it is', async (_, stored) => {
  const area = memoryArea()
  await area.set('thing', stored)
  await expect(Kept.open(area, plan)).rejects.toThrow(BrokenState)
  expect(await area.get('thing')).toEqual(stored)
})

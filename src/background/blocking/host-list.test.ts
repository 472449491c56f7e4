import { expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { HostList } from './host-list.ts'

const stage = () => {
  const local = memoryArea()
  const kept = memoryArea()
  const reads: string[] = []
  const store = {
    ...kept,
    get: async (name: string) => {
      reads.push(name)
      return kept.get(name)
    },
  }
  return { kept, reads, open: async () => HostList.open({ local, now: () => 7 }, store) }
}

const json = JSON.stringify({
  blacklist: ['evil.example', 'worse.fine.example', '127.0.0.1'],
  whitelist: ['good.evil.example', 'fine.example'],
})

test('a list is kept, and read when somebody is judged by it', async () => {
  const { open, reads } = stage()
  await (await open()).load(json)
  const list = await open()
  expect(list.view).toEqual({ hosts: 3, skipped: 0, loadedAt: 7, lost: false })
  expect(reads).toEqual([])
  for (const host of ['evil.example', 'a.b.evil.example', 'worse.fine.example', '127.0.0.1']) {
    expect(await list.has(host)).toBe(true)
  }
  for (const host of ['notevil.example', 'good.evil.example', 'fine.example', '27.0.0.1', '']) {
    expect(await list.has(host)).toBe(false)
  }
  expect(reads).toHaveLength(1)
})

test('another takes its place, and a file that is none does not', async () => {
  const { open } = stage()
  const list = await open()
  await list.load('evil.example')
  await list.load('worse.example')
  await expect(list.load('nothing of the kind')).rejects.toMatchObject({ code: 'bad-input' })
  expect(await list.has('worse.example')).toBe(true)
  expect(await list.has('evil.example')).toBe(false)
})

test('one that was removed is gone', async () => {
  const { kept, open, reads } = stage()
  const list = await open()
  await list.load('evil.example')
  await list.remove()
  expect(list.view).toBeUndefined()
  expect(await list.has('evil.example')).toBe(false)
  expect(await kept.names()).toEqual([])
  expect(reads).toEqual([])
})

test('one that the browser threw away is said to be lost, and stops nothing', async () => {
  const { kept, open } = stage()
  await (await open()).load('evil.example')
  await kept.remove('host-list')
  const list = await open()
  expect(await list.has('evil.example')).toBe(false)
  expect(list.view).toMatchObject({ hosts: 1, lost: true })
  await list.load('evil.example')
  expect(list.view).toMatchObject({ lost: false })
})

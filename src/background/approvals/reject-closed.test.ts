import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { memoryArea } from '../state/area.ts'
import { anyKind } from './any-kind.ts'
import { Approvals } from './approvals.ts'
import type { ApprovalKind } from './kind.ts'
import { rejectClosed } from './reject-closed.ts'

const message: ApprovalKind<string> = {
  name: 'message',
  body: z.string(),
  queues: true,
  show: (hex) => ({ kind: 'message', account: '0x', hex }),
  warnings: () => [],
  bound: (hex) => hex,
  finish: async () => Promise.resolve('0x'),
}

let approvals: Approvals
let requests: number

const by = (origin: string) => ({
  page: origin,
  request: String((requests += 1)),
  origin,
  title: '',
})

const ask = async (origin: string): Promise<void> => {
  const asker = by(origin)
  await approvals.ask(message, asker, '0x')
  approvals.answer(asker.page, asker.request).catch(() => {})
}

beforeEach(async () => {
  requests = 0
  const parts = { now: () => 1, random: (n: number) => crypto.getRandomValues(new Uint8Array(n)) }
  approvals = new Approvals(parts, await Approvals.openQueue(memoryArea()), [anyKind(message)])
})

test('a site whose window is closed three times in a row is silent for a while', async () => {
  for (let time = 0; time < 3; time += 1) {
    await ask('https://pest.test')
    await rejectClosed(approvals)
    expect(approvals.waiting).toBe(0)
  }
  await expect(ask('https://pest.test')).rejects.toMatchObject({ code: -32_005 })
  await ask('https://other.test')
  expect(approvals.waiting).toBe(1)
})

test('it counts for the one in front alone, and once', async () => {
  for (let time = 0; time < 2; time += 1) {
    await ask('https://front.test')
    await ask('https://front.test')
    await ask('https://behind.test')
    await rejectClosed(approvals)
    expect(approvals.waiting).toBe(0)
  }
  await ask('https://front.test')
  for (let time = 0; time < 2; time += 1) await ask('https://behind.test')
  await rejectClosed(approvals)
  await expect(ask('https://front.test')).rejects.toMatchObject({ code: -32_005 })
  await ask('https://behind.test')
})

test('a lock counts for nobody', async () => {
  for (let time = 0; time < 3; time += 1) {
    await ask('https://dapp.test')
    await approvals.rejectAll()
  }
  await ask('https://dapp.test')
  expect(approvals.waiting).toBe(1)
})

test('with nothing to answer there is nothing to say', async () => {
  await rejectClosed(approvals)
  expect(approvals.waiting).toBe(0)
})

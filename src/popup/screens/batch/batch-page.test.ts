// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { createStore } from 'zustand/vanilla'
import type { BatchView } from '../../../messages/popup/batch-view.ts'
import { ProblemError } from '../../connection/problem-error.ts'
import { WorkerContext } from '../../connection/worker-context.ts'
import type { Call, Mirror } from '../../connection/worker-link.ts'
import { batch } from '../../preview/sample-answers.ts'
import { open } from '../../preview/sample-view.ts'
import { BatchPage } from './batch-page.tsx'

let answers: (BatchView | ProblemError)[]
let asked: unknown[]

const call: Call = async (name, given) => {
  asked.push([name, given])
  const [answer] = answers.length > 1 ? answers.splice(0, 1) : answers
  if (answer instanceof ProblemError) throw answer
  return Promise.resolve(answer as never)
}

const wait = async (ms: number): Promise<void> =>
  act(async () => vi.advanceTimersByTimeAsync(ms).then(() => {}))

const show = async (...given: readonly (BatchView | ProblemError)[]): Promise<void> => {
  answers = [...given]
  const mirror = createStore<Mirror>(() => ({ connected: true, view: open }))
  const { hook } = memoryLocation({ path: '/batch/a' })
  const children = createElement(Route, { path: '/batch/:id', component: BatchPage })
  const routed = createElement(Router, { hook, children })
  render(createElement(WorkerContext, { value: { mirror, call } }, routed))
  await wait(0)
}

const states = (): readonly (string | undefined)[] =>
  screen.getAllByTestId('call').map(({ dataset }) => dataset['state'])

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('a batch is followed until every call has come to its end', async () => {
  await show(batch('sent', 'waiting'), batch('confirmed', 'sent'), batch('confirmed', 'confirmed'))
  expect(states()).toEqual(['sent', 'waiting'])
  expect(screen.getByTestId('batch-progress').textContent).toContain('0 of 2 confirmed')
  await wait(3000)
  expect(screen.getByTestId('batch-progress').textContent).toContain('1 of 2 confirmed')
  await wait(3000)
  expect(states()).toEqual(['confirmed', 'confirmed'])
  expect(screen.getByTestId('batch-progress').textContent).toContain('All 2 are confirmed')
  await wait(30_000)
  expect(asked).toEqual(Array.from({ length: 3 }, () => ['batch.read', { id: 'a' }]))
})

test('calls are told in the words of the approval, with their hashes and the explorer', async () => {
  await show(batch('confirmed', 'failed', 'replaced'))
  const [first, second, third] = screen.getAllByTestId('call')
  expect(first?.textContent).toContain('Let somebody spend your USDC')
  expect(second?.textContent).toContain('Its fee is spent')
  expect(third?.textContent).toContain('took its place')
  const { hash } = batch('confirmed').calls[0]!
  expect(first?.querySelector('a')?.href).toBe(`https://etherscan.io/tx/${hash}`)
  expect(screen.getByTestId('batch-progress').textContent).toContain('1 of 3 went through')
})

test('one that is not known any more is said to be', async () => {
  await show(new ProblemError({ code: 'bad-input', detail: 'these calls are not known any more' }))
  expect(screen.getByTestId('problem').textContent).toContain('not known any more')
})

// @vitest-environment jsdom
import { cleanup, configure, render, screen } from '@testing-library/react'
import { act, createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { View } from '../../../messages/popup/view.ts'
import { accounts, open, signIn, welcome } from '../../preview/sample-view.ts'
import { sampleWorker, type SampleWorker } from '../../preview/sample-worker.ts'
import { App } from '../../shell/app.tsx'

// The page is loaded when it is first shown, which takes a busy machine more than a second.
configure({ asyncUtilTimeout: 30_000 })

beforeEach(() => {
  location.hash = '#/welcome'
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  Element.prototype.scrollTo = () => {}
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const shown = async (view: View): Promise<SampleWorker> => {
  const worker = sampleWorker(view)
  render(createElement(App, { link: worker }))
  return worker
}

const press = async (testId: string): Promise<void> => {
  const button = await screen.findByTestId(testId)
  await act(async () => {
    button.click()
    await Promise.resolve()
  })
}

const show = async (worker: SampleWorker, view: View): Promise<void> =>
  act(async () => {
    worker.show(view)
    await Promise.resolve()
  })

const done = { ...signIn, step: 'done', isNew: true, address: accounts[0]!.address } as const

test('a first run goes from the choice of a login to home, by the offer of a second one', async () => {
  const worker = await shown({ ...welcome, signIn: { ...signIn, step: 'certifying' } })
  expect((await screen.findByTestId('sign-in-progress')).dataset['step']).toBe('certifying')

  await show(worker, { ...open, backupDone: false, signIn: done })
  expect((await screen.findByTestId('sign-in-done')).textContent).toContain(accounts[0]!.address)
  await press('onboarding-continue')
  expect(worker.asked.at(-1)).toEqual({ name: 'sign-in.dismiss', given: {} })

  await show(worker, { ...open, backupDone: false })
  await press('backup-passkey')
  expect(worker.asked.at(-1)).toEqual({
    name: 'control.add',
    given: { address: accounts[0]!.address, way: 'passkey' },
  })
  await show(worker, {
    ...open,
    backupDone: false,
    signIn: { ...signIn, purpose: 'manage', step: 'proving' },
  })
  expect((await screen.findByTestId('sign-in-progress')).dataset['step']).toBe('proving')
  await show(worker, { ...open, signIn: { ...signIn, purpose: 'manage', step: 'done' } })
  await press('onboarding-continue')
  expect((await screen.findByTestId('account-address')).textContent).toBe(accounts[0]!.address)
})

test('the second login can be put off, and a known person is not asked for one again', async () => {
  const worker = await shown({ ...open, backupDone: false })
  await press('backup-later')
  expect(worker.asked.map(({ name }) => name)).toContain('backup.later')
  await screen.findByTestId('account-address')
})

test('whoever comes back with a second login goes straight home', async () => {
  const worker = await shown({ ...open, signIn: { ...done, isNew: false } })
  await press('onboarding-continue')
  await show(worker, open)
  await screen.findByTestId('account-address')
  expect(screen.queryByTestId('backup-offer')).toBeNull()
})

test('a failure says what to do, and is tried again from where it stopped', async () => {
  const problem = { code: 'below-threshold', detail: 'two nodes are away' } as const
  const worker = await shown({ ...welcome, signIn: { ...signIn, step: 'failed', problem } })
  expect((await screen.findByTestId('problem')).dataset['code']).toBe('below-threshold')
  await press('sign-in-retry')
  expect(worker.asked.at(-1)).toEqual({ name: 'sign-in.retry', given: {} })
})

// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { act, createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ControlEntry } from '../../../messages/popup/account-view.ts'
import { WorkerContext } from '../../connection/worker-context.ts'
import { sampleAnswers } from '../../preview/sample-answers.ts'
import { accounts, open, signIn } from '../../preview/sample-view.ts'
import { sampleWorker, type SampleWorker } from '../../preview/sample-worker.ts'
import { ControlSection } from './control-section.tsx'

vi.mock('../../shell/surface.ts', () => ({ surface: 'tab' }))

beforeEach(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const control = sampleAnswers['control.read'] as { readonly entries: readonly ControlEntry[] }
const account = accounts[0]!

const shown = async (
  entries: readonly ControlEntry[],
  ownedBy = 'itself',
): Promise<SampleWorker> => {
  const worker = sampleWorker(open, { 'control.read': { ...control, entries, ownedBy } })
  await act(async () => {
    const section = createElement(ControlSection, { account })
    render(createElement(WorkerContext, { value: worker }, section))
    await Promise.resolve()
  })
  return worker
}

const press = async (element: HTMLElement | undefined): Promise<void> =>
  act(async () => {
    element?.click()
    await Promise.resolve()
  })

test('a login is removed after its consequences were said', async () => {
  const worker = await shown(control.entries)
  const buttons = screen.getAllByTestId('remove-login')
  expect(buttons).toHaveLength(3)
  await press(buttons[1])
  expect(worker.asked.map(({ name }) => name)).not.toContain('control.remove')
  await press(screen.getByTestId('confirm-remove-login'))
  const { authMethodType, id } = control.entries[1]!
  expect(worker.asked).toContainEqual({
    name: 'control.remove',
    given: { address: account.address, login: { authMethodType, id } },
  })
})

test('the last login that may sign anything cannot be removed', async () => {
  await shown(control.entries.filter(({ kind }) => kind !== 'passkey'))
  const [mine, messagesOnly] = screen.getAllByTestId<HTMLButtonElement>('remove-login')
  expect(mine?.disabled).toBe(true)
  expect(messagesOnly?.disabled).toBe(false)
})

test('what somebody else owns is not offered to be changed', async () => {
  await shown(control.entries, '0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc')
  expect(screen.queryAllByTestId('remove-login')).toEqual([])
  expect(screen.queryByTestId('add-login')).toBeNull()
})

test('is read again when a change has come to its end', async () => {
  const worker = await shown(control.entries)
  const reads = (): number => worker.asked.filter(({ name }) => name === 'control.read').length
  await act(async () => {
    worker.show({ ...open, signIn: { ...signIn, purpose: 'manage', step: 'making' } })
    await Promise.resolve()
  })
  const before = reads()
  await act(async () => {
    worker.show(open)
    await Promise.resolve()
  })
  expect(reads()).toBe(before + 1)
})

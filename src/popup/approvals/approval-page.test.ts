// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Warning } from '../../messages/popup/action.ts'
import type { ApprovalView, Ask } from '../../messages/popup/approval-view.ts'
import type { View } from '../../messages/popup/view.ts'
import { WorkerContext } from '../connection/worker-context.ts'
import type { Call, Mirror } from '../connection/worker-link.ts'
import {
  approvalOf,
  approving,
  lamps,
  me,
  most,
  sending,
  transactionOf,
  warning,
} from '../preview/sample-approvals.ts'
import { accounts, manyAccounts, open } from '../preview/sample-view.ts'
import { ApprovalPage } from './approval-page.tsx'
import { warningWords } from './parts/warning-words.ts'

const hello: Ask = { kind: 'message', account: me, text: 'Hello', hex: '0x48656c6c6f' }
const noLimit = warning('unlimited-approval', 'danger', { spender: me, token: me, symbol: 'USDC' })

let calls: (readonly [name: string, given: unknown])[] = []

const show = (approval: ApprovalView | undefined, more: Partial<View> = {}) => {
  const viewOf = (shown: ApprovalView | undefined): View => ({
    ...open,
    waiting: 1,
    ...(shown !== undefined && { approval: shown }),
    ...more,
  })
  const mirror = createStore<Mirror>(() => ({ connected: true, view: viewOf(approval) }))
  const call: Call = async (name, given) => {
    calls.push([name, given])
    return Promise.resolve({} as never)
  }
  render(createElement(WorkerContext, { value: { mirror, call } }, createElement(ApprovalPage)))
  return (next: ApprovalView | undefined): void =>
    act(() => mirror.setState({ view: viewOf(next) }, true as never))
}

const approve = (): HTMLButtonElement => screen.getByTestId('approve')
const wait = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))
const named = (name: string): readonly unknown[] =>
  calls.filter(([one]) => one === name).map(([, given]) => given)

beforeEach(() => {
  vi.useFakeTimers()
  calls = []
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('Confirm waits for half a second after it is shown, and answers what is shown', () => {
  show(approvalOf(hello, { id: 'a', hash: 'h', revision: 3 }))
  expect(approve().disabled).toBe(true)
  wait(499)
  expect(approve().disabled).toBe(true)
  fireEvent.click(approve())
  expect(calls).toEqual([])
  wait(1)
  expect(approve().disabled).toBe(false)
  fireEvent.click(approve())
  expect(calls).toEqual([['approval.approve', { id: 'a', hash: 'h', revision: 3, choices: {} }]])
})

test('it waits again when facts change or another is asked, and not for a fee tick', () => {
  const ask: Ask = { kind: 'transaction', transaction: sending }
  const next = show(approvalOf(ask))
  wait(500)
  expect(approve().disabled).toBe(false)
  const fee = { ...sending.fee, most: '1', about: '1' }
  next(approvalOf({ kind: 'transaction', transaction: { ...sending, fee } }, { hash: 'other' }))
  expect(approve().disabled).toBe(false)
  next(approvalOf(ask, { revision: 2 }))
  expect(approve().disabled).toBe(true)
  wait(500)
  expect(approve().disabled).toBe(false)
  next(approvalOf(hello))
  expect(approve().disabled).toBe(true)
})

test('what is not prepared cannot be confirmed, and can be rejected', () => {
  show(approvalOf({ kind: 'transaction', transaction: { ...sending, ready: false } }))
  wait(500)
  expect(approve().disabled).toBe(true)
  fireEvent.click(screen.getByTestId('reject'))
  expect(named('approval.reject')).toEqual([{ id: 'sample-transaction' }])
})

test('a danger is ticked first, and again when it is another one', () => {
  const next = show(approvalOf(hello, { warnings: [noLimit] }))
  wait(500)
  expect(approve().disabled).toBe(true)
  fireEvent.click(screen.getByTestId('accept-danger'))
  expect(approve().disabled).toBe(false)
  const worse = { ...noLimit, facts: { ...noLimit.facts, symbol: 'DAI' } }
  next(approvalOf(hello, { warnings: [worse] }))
  expect(approve().disabled).toBe(true)
  fireEvent.click(screen.getByTestId('accept-danger'))
  fireEvent.click(approve())
  expect(named('approval.approve')).toMatchObject([
    { choices: { accepted: ['unlimited-approval'] } },
  ])
})

test('cautions are shown, and hold nothing up', () => {
  show(approvalOf(hello, { warnings: [{ ...noLimit, level: 'caution' }] }))
  wait(500)
  expect(screen.getByTestId('warnings').textContent).toContain('No limit on your USDC')
  expect(screen.queryByTestId('accept-danger')).toBeNull()
  expect(approve().disabled).toBe(false)
})

test('the worst of a rule stands first, and lesser warnings are folded beside others', () => {
  const blind = warning('blind-data', 'caution', { why: 'bytes', selector: '', contract: '' })
  show(approvalOf(hello, { warnings: [blind, noLimit] }))
  const rules = [...screen.getByTestId('warnings').children] as HTMLElement[]
  expect(rules.map(({ dataset }) => dataset['level'])).toEqual(['danger', 'caution'])
  expect(rules.map((rule) => rule.querySelector('details') !== null)).toEqual([false, true])
})

test('a warning about one call of several says which', () => {
  const of = (...at: number[]) => ({ ...noLimit, calls: { at, of: 3 } })
  const titleOf = (one: Warning) => warningWords(one, String).title
  expect(titleOf(of(2))).toBe('Call 2 of 3: No limit on your USDC')
  expect(titleOf(of(1, 3))).toBe('Calls 1 and 3 of 3: No limit on your USDC')
  expect(titleOf(noLimit)).toBe('No limit on your USDC')
})

test('a rule without words is a warning all the same', () => {
  show(approvalOf(hello, { warnings: [{ rule: 'of-tomorrow', level: 'danger', facts: {} }] }))
  wait(500)
  expect(screen.getByTestId('warnings').textContent).toContain('of-tomorrow')
  expect(approve().disabled).toBe(true)
})

test('Enter confirms and Escape rejects, not where they mean something else', () => {
  show(approvalOf(hello, { warnings: [noLimit] }))
  wait(500)
  fireEvent.keyDown(document.body, { key: 'Enter' })
  expect(calls).toEqual([])
  const box = screen.getByTestId('accept-danger')
  fireEvent.click(box)
  fireEvent.keyDown(box, { key: 'Enter' })
  fireEvent.keyDown(document.body, { key: 'Enter', repeat: true })
  expect(calls).toEqual([])
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(named('approval.reject')).toHaveLength(1)
})

test('Enter confirms what may be confirmed', () => {
  show(approvalOf(hello))
  fireEvent.keyDown(document.body, { key: 'Enter' })
  expect(calls).toEqual([])
  wait(500)
  fireEvent.keyDown(document.body, { key: 'Enter' })
  expect(named('approval.approve')).toHaveLength(1)
})

test('a site sees the accounts that are chosen, and at least one', () => {
  show(approvalOf({ kind: 'connect', chainId: '0x1', accounts: [me] }))
  wait(500)
  const [first, second] = screen.getAllByTestId('connect-account')
  fireEvent.click(first!)
  expect(approve().disabled).toBe(true)
  fireEvent.click(second!)
  fireEvent.click(approve())
  expect(named('approval.approve')).toMatchObject([
    { choices: { accounts: [accounts[1]!.address] } },
  ])
})

test('of many accounts some are searched, and those that are chosen stay so', () => {
  show(approvalOf({ kind: 'connect', chainId: '0x1', accounts: [me] }), { accounts: manyAccounts })
  wait(500)
  const search = screen.getByRole('searchbox')
  fireEvent.change(search, { target: { value: 'savings' } })
  expect(screen.getAllByTestId('connect-account')).toHaveLength(1)
  fireEvent.click(screen.getByTestId('connect-account'))
  fireEvent.change(search, { target: { value: 'nobody' } })
  expect(screen.queryByTestId('connect-account')).toBeNull()
  fireEvent.keyDown(search, { key: 'Escape' })
  expect(calls).toEqual([])
  fireEvent.click(approve())
  expect(named('approval.approve')).toMatchObject([
    { choices: { accounts: [me, accounts[1]!.address] } },
  ])
})

test('of few accounts none is searched', () => {
  show(approvalOf({ kind: 'connect', chainId: '0x1', accounts: [me] }))
  expect(screen.queryByRole('searchbox')).toBeNull()
})

test('what is no number is no limit, and Escape closes the sheet alone', () => {
  const ask: Ask = {
    kind: 'transaction',
    transaction: transactionOf({ ...approving, allowance: { amount: most, unlimited: true } }),
  }
  show(approvalOf(ask))
  wait(500)
  expect(screen.getByTestId('allowance').textContent).toBe('Without limit')
  fireEvent.click(screen.getByTestId('limit'))
  fireEvent.change(screen.getByTestId('limit-amount'), { target: { value: '1e3' } })
  fireEvent.submit(screen.getByTestId('limit-amount').closest('form')!)
  expect(calls).toEqual([])
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(named('approval.reject')).toEqual([])
})

test('a limit that is a number is chosen, and the sheet closes', async () => {
  show(approvalOf({ kind: 'transaction', transaction: transactionOf(approving) }))
  wait(500)
  fireEvent.click(screen.getByTestId('limit'))
  fireEvent.change(screen.getByTestId('limit-amount'), { target: { value: '12.5' } })
  fireEvent.submit(screen.getByTestId('limit-amount').closest('form')!)
  await act(async () => vi.advanceTimersByTimeAsync(10))
  expect(named('approval.choose')).toEqual([
    { id: 'sample-transaction', choices: { caps: { 0: '12500000' } } },
  ])
  expect(screen.queryByTestId('limit-amount')).toBeNull()
})

test('a speed is one of the fees that are offered', () => {
  show(approvalOf({ kind: 'transaction', transaction: sending }))
  fireEvent.click(within(screen.getByTestId('fee')).getByLabelText('Fast'))
  expect(named('approval.choose')).toEqual([
    { id: 'sample-transaction', choices: { fee: sending.fee.choices[2] } },
  ])
})

test('while nodes sign their shares are counted, and nothing can be pressed twice', () => {
  show(approvalOf(hello, { state: 'signing', lamps: lamps('signed', 'asked', 'slow') }))
  wait(500)
  expect(approve().disabled).toBe(true)
  const work = screen.getByTestId('nodes-at-work').textContent
  expect(work).toContain('1 of 2 shares are here')
  expect(work).toContain('Node 3 is slow')
})

test('what was signed stays in sight until the window closes', () => {
  const next = show(
    approvalOf(hello, {
      state: 'signing',
      lamps: lamps('signed', 'lied', 'signed'),
      signedInMs: 41,
    }),
  )
  next(undefined)
  expect(screen.getByTestId('nodes-at-work').textContent).toContain(
    'Signed in 41 ms by nodes 1 and 3',
  )
})

test('what failed says why, and can be tried again', () => {
  show(
    approvalOf(hello, {
      state: 'failed',
      problem: { code: 'below-threshold', detail: 'nodes 2 and 3 do not answer' },
    }),
  )
  wait(500)
  expect(screen.getByTestId('problem').dataset['code']).toBe('below-threshold')
  expect(approve().textContent).toBe('Try again')
  fireEvent.click(approve())
  expect(named('approval.approve')).toHaveLength(1)
})

test('what may have arrived is sent again or waited for no longer, and nothing of it is changed', () => {
  const ask: Ask = { kind: 'transaction', transaction: transactionOf(approving) }
  const left = approvalOf(ask, {
    state: 'failed',
    left: true,
    problem: { code: 'chain-failed', detail: 'nobody knows whether the chain has it' },
  })
  const next = show(left)
  wait(500)
  expect(screen.getByTestId('problem').textContent).toContain('may have arrived')
  expect(approve().textContent).toBe('Try again')
  expect(screen.getByTestId('reject').textContent).toBe('Stop')
  const controls = (): readonly HTMLElement[] =>
    screen.queryAllByTestId(/^(?:fee-edit|limit)$/).filter((one) => one.matches(':enabled'))
  expect(controls()).toEqual([])
  const { left: _, ...here } = left
  next(here)
  expect(screen.getByTestId('reject').textContent).toBe('Reject')
  expect(controls()).toHaveLength(2)
})

test('a session that is over is renewed here, with the ask still in sight', () => {
  show(approvalOf(hello, { needsSignIn: true }))
  wait(500)
  expect(approve().disabled).toBe(true)
  expect(screen.getByTestId('message-text').textContent).toBe('Hello')
  fireEvent.click(screen.getByTestId('unlock'))
  expect(named('sign-in.start')).toEqual([{ way: 'openid:1', purpose: 'renew' }])
})

// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createElement, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MOST_LIST_CHARACTERS } from '../../../messages/popup/blocked-view.ts'
import type { View } from '../../../messages/popup/view.ts'
import { WorkerContext } from '../../connection/worker-context.ts'
import { open } from '../../preview/sample-view.ts'
import { sampleWorker, type SampleWorker } from '../../preview/sample-worker.ts'
import { BlockSite } from './block-site.tsx'
import { BlockedPage } from './blocked-page.tsx'

vi.mock('../../shell/surface.ts', () => ({ surface: 'tab' }))

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = (
  blocked: View['blocked'],
  page: ReactNode = createElement(BlockedPage),
): SampleWorker => {
  const worker = sampleWorker({ ...open, blocked })
  render(createElement(WorkerContext, { value: worker }, page))
  return worker
}

const press = async (element: HTMLElement): Promise<void> =>
  act(async () => {
    element.click()
    await Promise.resolve()
  })

const choose = async (file: File): Promise<void> =>
  act(async () => {
    fireEvent.change(screen.getByTestId('load-list'), { target: { files: [file] } })
    await new Promise((resolve) => {
      setTimeout(resolve, 0)
    })
  })

test('a site is blocked by its name, which has to be there', async () => {
  const worker = show({ hosts: [] })
  await press(screen.getByTestId('block-a-site'))
  await press(screen.getByTestId('confirm-block'))
  expect(screen.getByRole('alert').textContent).toContain('example.com')
  expect(worker.asked).toEqual([])
  fireEvent.change(screen.getByTestId('block-host'), { target: { value: 'evil.example' } })
  expect(screen.queryByRole('alert')).toBeNull()
  await press(screen.getByTestId('confirm-block'))
  expect(worker.asked).toEqual([{ name: 'site.block', given: { site: 'evil.example' } }])
})

test('sites are searched when there are many, and lifted', async () => {
  const hosts = Array.from({ length: 7 }, (_, at) => `site-${at}.example`)
  const worker = show({ hosts })
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: ' Site-3' } })
  expect(screen.getAllByTestId('blocked-site')).toHaveLength(1)
  await press(screen.getByRole('button', { name: 'Stop blocking site-3.example' }))
  expect(worker.asked).toEqual([{ name: 'site.unblock', given: { host: 'site-3.example' } }])
})

test('a list is loaded, unless the file is too large', async () => {
  const worker = show({ hosts: [] })
  const large = new File([], 'large.txt')
  Object.defineProperty(large, 'size', { value: MOST_LIST_CHARACTERS + 1 })
  await choose(large)
  expect(screen.getByTestId('problem').textContent).toContain('20 MB')
  expect(worker.asked).toEqual([])
  await choose(new File(['evil.example'], 'list.txt'))
  expect(screen.queryByTestId('problem')).toBeNull()
  expect(worker.asked).toEqual([{ name: 'host-list.load', given: { text: 'evil.example' } }])
})

test('a list says how much is on it, and is removed', async () => {
  const list = { hosts: 12_345, skipped: 2, loadedAt: 0, lost: false }
  const worker = show({ hosts: [], list })
  expect(screen.getByTestId('list-count').textContent).toBe('12,345 sites on it')
  await press(screen.getByTestId('remove-list'))
  expect(worker.asked).toEqual([{ name: 'host-list.remove', given: {} }])
})

test('a site is blocked from where it asks, after that was said; the wallet itself is not', async () => {
  const worker = show(
    { hosts: [] },
    createElement(
      'div',
      {},
      createElement(BlockSite, { origin: 'https://evil.example:8443' }),
      createElement(BlockSite, { origin: 'chrome-extension://abc' }),
    ),
  )
  await press(screen.getByTestId('block-site'))
  expect(worker.asked).toEqual([])
  expect(screen.getByRole('dialog').textContent).toContain('evil.example, with all')
  await press(screen.getByTestId('confirm-block'))
  expect(worker.asked).toEqual([
    { name: 'site.block', given: { site: 'https://evil.example:8443' } },
  ])
})

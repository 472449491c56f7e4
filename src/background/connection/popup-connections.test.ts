import { beforeEach, expect, test } from 'vitest'
import { WalletProblem } from '../problem.ts'
import { brokenView } from '../view/compose-view.ts'
import { PopupConnections } from './popup-connections.ts'
import type { Sender } from './port.ts'

const own = 'chrome-extension://abc'
let detail: string
let calls: unknown[]
let connections: PopupConnections

beforeEach(() => {
  detail = 'one'
  calls = []
  connections = new PopupConnections({
    ownOrigin: own,
    view: () => brokenView('sites', detail),
    call: async (name, given) => {
      calls.push([name, given])
      if (name === 'fails') throw new WalletProblem('locked', 'unlock first')
      detail = `${detail}!`
      return Promise.resolve({ done: true })
    },
  })
})

const open = (sender: Sender) => {
  const got: unknown[] = []
  let closed = false
  let say: (message: unknown) => void = () => {}
  let leave = (): void => {}
  connections.connect({
    name: 'assent/popup',
    sender,
    postMessage: (message) => void got.push(message),
    disconnect: () => {
      closed = true
    },
    onMessage: {
      addListener: (listener) => {
        say = listener
      },
    },
    onDisconnect: {
      addListener: (listener) => {
        leave = listener
      },
    },
  })
  return {
    got,
    say: (message: unknown) => say(message),
    leave: () => leave(),
    isClosed: () => closed,
  }
}
const page = (query = '') => open({ url: `${own}/src/popup/index.html${query}` })

test('sees all there is, and what changes, once', async () => {
  const { got } = page()
  expect(got).toEqual([{ type: 'view', view: brokenView('sites', 'one') }])
  connections.changed()
  detail = 'two'
  connections.changed()
  await expect.poll(() => got.length).toBe(2)
  expect(got[1]).toEqual({ type: 'view', view: brokenView('sites', 'two') })
  connections.changed()
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
  expect(got).toHaveLength(2)
})

test('is answered after what it changed is shown', async () => {
  const { got, say } = page()
  say({ type: 'call', id: 3, name: 'does', arguments: { a: 1 } })
  await expect.poll(() => got.length).toBe(3)
  expect(calls).toEqual([['does', { a: 1 }]])
  expect(got.slice(1)).toEqual([
    { type: 'view', view: brokenView('sites', 'one!') },
    { type: 'answer', id: 3, value: { done: true } },
  ])
  say({ type: 'call', id: 4, name: 'fails', arguments: {} })
  await expect.poll(() => got.length).toBe(4)
  expect(got[3]).toEqual({
    type: 'answer',
    id: 4,
    problem: { code: 'locked', detail: 'unlock first' },
  })
  say({ type: 'call', id: 'x', name: 'does' })
  say('rubbish')
  expect(calls).toHaveLength(2)
})

test.each([
  [{ url: 'https://dapp.test/' }],
  [{ url: `${own}.evil.test/` }],
  [{ url: `https://dapp.test/?${own}/` }],
  [{}],
])('who is no page of ours is turned away: %j', (sender) => {
  const { got, isClosed } = open(sender)
  expect(got).toEqual([])
  expect(isClosed()).toBe(true)
  expect(connections.surfaces).toEqual([])
})

test('it is known where the person has the wallet open', () => {
  let changes = 0
  connections.onSurfaces(() => {
    changes += 1
  })
  const panel = page('?surface=side-panel')
  page('?surface=approval#/approval')
  page()
  page('?surface=other')
  expect(connections.surfaces).toEqual(['side-panel', 'approval', 'popup', 'popup'])
  panel.leave()
  expect(connections.surfaces).toHaveLength(3)
  expect(changes).toBe(5)
})

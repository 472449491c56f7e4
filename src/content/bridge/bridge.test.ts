import { beforeEach, describe, expect, test } from 'vitest'
import { CHANNEL, SIGN_IN_CHANNEL } from '../../messages/page/window-message.ts'
import { Bridge } from './bridge.ts'
import type { ToPage } from './parts.ts'

type Sent = { readonly type: string; readonly id?: string; readonly [key: string]: unknown }

class FakePort {
  readonly sent: Sent[] = []
  closed = false
  #onMessage: (message: unknown) => void = () => {}
  #onDisconnect: () => void = () => {}
  readonly onMessage = {
    addListener: (listener: (message: unknown) => void) => {
      this.#onMessage = listener
    },
  }
  readonly onDisconnect = {
    addListener: (listener: () => void) => {
      this.#onDisconnect = listener
    },
  }
  postMessage(message: unknown): void {
    if (this.closed) throw new Error('closed')
    this.sent.push(message as Sent)
  }
  disconnect(): void {
    this.closed = true
  }
  say(message: unknown): void {
    this.#onMessage(message)
  }
  drop(): void {
    this.closed = true
    this.#onDisconnect()
  }
  requests(): readonly Sent[] {
    return this.sent.filter(({ type }) => type === 'request')
  }
}

let ports: FakePort[]
let posted: ToPage[]
let timers: { readonly ms: number; readonly run: () => void }[]
let gone: boolean
let visible: boolean
let bridge: Bridge
let ids: number
let told: unknown[]

const page = (message: object): void => bridge.heard({ channel: CHANNEL, to: 'bridge', ...message })
const request = (id: number, method = 'eth_call', params: unknown = []): void =>
  page({ type: 'request', id, method, params })
const port = (at = -1): FakePort => {
  const found = ports.at(at)
  if (found === undefined) throw new Error('no port')
  return found
}
const runTimers = (): readonly number[] => {
  const now = timers
  timers = []
  for (const { run } of now) run()
  return now.map(({ ms }) => ms)
}
const answers = () => posted.filter(({ type }) => type === 'answer')

beforeEach(() => {
  ports = []
  posted = []
  timers = []
  gone = false
  visible = true
  ids = 0
  told = []
  bridge = new Bridge({
    connect: () => {
      if (gone) throw new Error('gone')
      const made = new FakePort()
      ports.push(made)
      return made
    },
    isGone: () => gone,
    post: (message) => void posted.push(message),
    tellOthers: (message) => void told.push(message),
    newId: () => (ids++).toString(16).padStart(32, '0'),
    title: () => 'A page',
    icon: () => undefined,
    isVisible: () => visible,
    later: (ms, run) => {
      const timer = { ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
  })
})

test('a page that uses nothing wakes nobody', () => {
  expect(ports).toHaveLength(0)
  expect(posted).toEqual([{ type: 'ready' }])
  bridge.seen()
  bridge.back()
  expect(ports).toHaveLength(0)
})

test('says hello before it asks, and passes answers and news on', () => {
  request(4)
  const [hello, asked] = port().sent
  expect(hello).toEqual({ type: 'hello', page: '0'.repeat(32), title: 'A page' })
  expect(asked).toMatchObject({ type: 'request', method: 'eth_call', again: true })
  port().say({ type: 'state', state: { chainId: '0x1', accounts: [], connected: true } })
  port().say({ type: 'answer', id: asked?.id, result: '0x' })
  expect(posted.slice(1)).toEqual([
    { type: 'state', state: { chainId: '0x1', accounts: [], connected: true } },
    { type: 'answer', id: 4, result: '0x' },
  ])
})

test.each([
  ['no channel', { to: 'bridge', type: 'request', id: 1, method: 'm' }],
  ['for the page', { channel: CHANNEL, to: 'page', type: 'request', id: 1, method: 'm' }],
  ['no number', { channel: CHANNEL, to: 'bridge', type: 'request', id: 'x', method: 'm' }],
  ['no method', { channel: CHANNEL, to: 'bridge', type: 'request', id: 1, method: '' }],
  [
    'a long method',
    { channel: CHANNEL, to: 'bridge', type: 'request', id: 1, method: 'm'.repeat(201) },
  ],
  ['text', 'hello'],
  ['nothing', null],
])('what has not the shape is not heard: %s', (_, message) => {
  bridge.heard(message)
  expect(ports).toHaveLength(0)
})

describe('when the worker was stopped', () => {
  test('asks again at once, under the same name, and answers once', () => {
    request(1)
    request(2)
    const [first, second] = port().requests()
    port().say({ type: 'answer', id: first?.id, result: 1 })
    port().drop()
    expect(runTimers()).toEqual([0])
    expect(port().sent[0]).toMatchObject({ type: 'hello', page: '0'.repeat(32) })
    expect(port().requests()).toEqual([{ ...second, again: true }])
    port().say({ type: 'answer', id: second?.id, result: 2 })
    port().say({ type: 'answer', id: second?.id, result: 3 })
    expect(answers()).toEqual([
      { type: 'answer', id: 1, result: 1 },
      { type: 'answer', id: 2, result: 2 },
    ])
  })

  test('an old port is not listened to any more', () => {
    request(1)
    const [asked] = port().requests()
    port().drop()
    runTimers()
    port(0).say({ type: 'answer', id: asked?.id, result: 'old' })
    expect(answers()).toEqual([])
  })

  test('waits longer each time that nothing came of it', () => {
    request(1)
    port().drop()
    const pauses = [0, 1, 2, 3].flatMap(() => {
      const paused = runTimers()
      port().drop()
      return paused
    })
    expect(pauses).toEqual([0, 2000, 4000, 8000])
    runTimers()
    port().say({ type: 'state', state: {} })
    port().drop()
    expect(runTimers()).toEqual([0])
  })

  test('does not wake it for a page that waits for nothing and is not seen', () => {
    request(1)
    port().say({ type: 'answer', id: port().requests()[0]?.id, result: 1 })
    visible = false
    port().drop()
    expect(timers).toEqual([])
    visible = true
    bridge.seen()
    expect(ports).toHaveLength(2)
    expect(port().requests()).toEqual([])
  })

  test('sets subscriptions up again, without answering the page twice', () => {
    request(1, 'eth_subscribe', ['newHeads'])
    const id = port().requests()[0]?.id ?? ''
    port().say({ type: 'answer', id, result: `0x${id}` })
    port().drop()
    runTimers()
    expect(port().requests()).toMatchObject([{ id, method: 'eth_subscribe', again: true }])
    port().say({ type: 'answer', id, result: `0x${id}` })
    expect(answers()).toHaveLength(1)
    request(2, 'eth_unsubscribe', [`0x${id}`])
    port().say({ type: 'answer', id: port().requests()[1]?.id, result: true })
    port().drop()
    runTimers()
    expect(port().requests()).toEqual([])
  })
})

test('a page that is put aside lets go of its port, and asks again when it is back', () => {
  request(1)
  bridge.leave()
  expect(port().closed).toBe(true)
  bridge.seen()
  expect(ports).toHaveLength(1)
  bridge.back()
  expect(ports).toHaveLength(2)
  expect(port().requests()).toMatchObject([{ again: true }])
})

test('a page that nobody has seen yet is not heard before it is shown', () => {
  bridge.leave()
  page({ type: 'hello' })
  request(1)
  bridge.seen()
  expect(ports).toHaveLength(0)
  bridge.back()
  expect(ports).toHaveLength(1)
  expect(port().requests()).toMatchObject([{ method: 'eth_call' }])
})

test('an extension that is gone is told of once', () => {
  request(1)
  gone = true
  port().drop()
  request(2)
  expect(posted.filter(({ type }) => type === 'gone')).toHaveLength(1)
  expect(bridge.isOver).toBe(true)
})

test('the bridge of a newer version takes over, and nobody else does', () => {
  expect(told).toEqual([{ type: 'replaced', by: '0'.repeat(32) }])
  page({ type: 'replaced', by: 'f'.repeat(32) })
  request(1)
  expect(port().requests()).toHaveLength(1)
  gone = true
  page({ type: 'replaced', by: '0'.repeat(32) })
  expect(bridge.isOver).toBe(false)
  page({ type: 'replaced', by: 'f'.repeat(32) })
  expect(answers()).toMatchObject([{ id: 1, problem: { code: 4900 } }])
  port().drop()
  request(2)
  expect(bridge.isOver).toBe(true)
  expect(posted.some(({ type }) => type === 'gone')).toBe(false)
})

test('what the sign-in page says is passed on unread', () => {
  const message = { channel: SIGN_IN_CHANNEL, to: 'bridge', type: 'passkey', answer: { a: 1 } }
  bridge.heard(message)
  expect(port().sent).toMatchObject([{ type: 'hello' }, { type: 'sign-in-answer', message }])
  bridge.heard({ ...message, to: 'page' })
  expect(port().sent).toHaveLength(2)
})

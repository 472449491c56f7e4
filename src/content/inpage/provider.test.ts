import { beforeEach, describe, expect, test } from 'vitest'
import { Provider } from './provider.ts'
import type { FromBridge, ToBridge } from './transport.ts'

const account = '0x1111111111111111111111111111111111111111'
const other = '0x2222222222222222222222222222222222222222'

let sent: ToBridge[]
let say: (message: FromBridge) => void
let provider: Provider
let events: unknown[]

const state = (accounts: readonly string[], chainId = '0x1', connected = true): void =>
  say({ type: 'state', state: { accounts, chainId, connected } })

const requests = () => sent.filter((one) => one.type === 'request')

beforeEach(() => {
  sent = []
  provider = new Provider({
    send: (message) => void sent.push(message),
    listen: (listener) => {
      say = listener
    },
  })
  events = []
})

const listen = (): void => {
  for (const event of ['connect', 'disconnect', 'chainChanged', 'accountsChanged', 'message']) {
    provider.on(event, (value) => events.push([event, value]))
  }
}

describe('a request', () => {
  test('waits for the bridge, and is answered', async () => {
    const answer = provider.request({ method: 'eth_chainId' })
    expect(requests()).toEqual([])
    say({ type: 'ready' })
    expect(requests()).toEqual([
      { type: 'request', id: 1, method: 'eth_chainId', params: undefined },
    ])
    say({ type: 'answer', id: 1, result: '0x1' })
    expect(await answer).toBe('0x1')
  })

  test('says nothing before the page uses the wallet', () => {
    say({ type: 'ready' })
    expect(sent).toEqual([])
    expect(provider.isConnected()).toBe(true)
    expect(sent).toEqual([])
  })

  test('rejects with an error that has a code', async () => {
    const answer = provider.request({ method: 'eth_accounts' })
    say({ type: 'ready' })
    say({ type: 'answer', id: 1, problem: { code: 4001, message: 'no', data: { why: 1 } } })
    await expect(answer).rejects.toMatchObject({ code: 4001, message: 'no', data: { why: 1 } })
    await expect(answer).rejects.toBeInstanceOf(Error)
  })

  test('is answered once', async () => {
    const answer = provider.request({ method: 'eth_accounts' })
    say({ type: 'ready' })
    say({ type: 'answer', id: 1, result: [account] })
    say({ type: 'answer', id: 1, result: [other] })
    say({ type: 'answer', id: 9, result: [other] })
    expect(await answer).toEqual([account])
  })

  test.each([
    [undefined, -32_600],
    [[], -32_600],
    [{}, -32_600],
    [{ method: '' }, -32_600],
    [{ method: 7 }, -32_600],
    [{ method: 'eth_call', params: 'x' }, -32_600],
    [{ method: 'eth_call', params: [1n] }, -32_602],
  ])('of another shape is refused: %s', async (given, code) => {
    await expect(provider.request(given)).rejects.toMatchObject({ code })
    expect(requests()).toEqual([])
  })

  test('is copied when it is made', () => {
    say({ type: 'ready' })
    const params = [{ to: account }]
    void provider.request({ method: 'eth_call', params })
    params[0] = { to: other }
    expect(requests()[0]).toMatchObject({ params: [{ to: account }] })
  })

  test('can be taken off the provider', async () => {
    const { request } = provider
    say({ type: 'ready' })
    const answer = request({ method: 'eth_chainId' })
    say({ type: 'answer', id: 1, result: '0x1' })
    expect(await answer).toBe('0x1')
  })
})

describe('events', () => {
  beforeEach(() => {
    listen()
    say({ type: 'ready' })
    state([])
    events.length = 0
  })

  test('connect comes with the first state, and none for what was so from the start', () => {
    expect(events).toEqual([])
    state([account])
    expect(events).toEqual([['accountsChanged', [account]]])
  })

  test('each change is told of once', () => {
    state([account], '0x5')
    state([account], '0x5')
    expect(events).toEqual([
      ['chainChanged', '0x5'],
      ['accountsChanged', [account]],
    ])
    events.length = 0
    state([], '0x5')
    expect(events).toEqual([['accountsChanged', []]])
  })

  test('a chain that is silent for a while is told of, and that it answers again', () => {
    state([], '0x1', false)
    expect(provider.isConnected()).toBe(false)
    state([], '0x1', true)
    expect(provider.isConnected()).toBe(true)
    expect(events).toMatchObject([
      ['disconnect', { code: 1013 }],
      ['connect', { chainId: '0x1' }],
    ])
  })

  test('messages of subscriptions come through', () => {
    const message = { type: 'eth_subscription', data: { subscription: '0x1', result: {} } }
    say({ type: 'message', message })
    expect(events).toEqual([['message', message]])
  })

  test('a listener that throws does not stop the next', () => {
    const seen: unknown[] = []
    globalThis.reportError = () => {}
    provider.on('chainChanged', () => {
      throw new Error('theirs')
    })
    provider.on('chainChanged', (chain) => seen.push(chain))
    state([], '0x5')
    expect(seen).toEqual(['0x5'])
  })

  test('listeners leave, and once is once', () => {
    const seen: unknown[] = []
    const stay = (value: unknown): void => void seen.push(value)
    provider.on('chainChanged', stay)
    provider.once('chainChanged', (value) => seen.push(['once', value]))
    state([], '0x5')
    provider.removeListener('chainChanged', stay)
    state([], '0x6')
    expect(seen).toEqual(['0x5', ['once', '0x5']])
  })
})

describe('an extension that is gone', () => {
  test('rejects what waits and what comes, and says so once', async () => {
    listen()
    say({ type: 'ready' })
    state([account])
    const waiting = provider.request({ method: 'personal_sign' })
    events.length = 0
    say({ type: 'gone' })
    await expect(waiting).rejects.toMatchObject({ code: 4900 })
    await expect(provider.request({ method: 'eth_chainId' })).rejects.toMatchObject({ code: 4900 })
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject(['disconnect', { code: 1011 }])
    expect(provider.isConnected()).toBe(false)
  })

  test('comes back with the next bridge', async () => {
    listen()
    say({ type: 'ready' })
    state([account])
    say({ type: 'gone' })
    sent.length = 0
    say({ type: 'ready' })
    expect(sent).toEqual([{ type: 'hello' }])
    events.length = 0
    state([account])
    expect(events).toEqual([['connect', { chainId: '0x1' }]])
    const answer = provider.request({ method: 'eth_chainId' })
    say({ type: 'answer', id: 1, result: '0x1' })
    expect(await answer).toBe('0x1')
  })
})

describe('what older pages call', () => {
  beforeEach(() => {
    say({ type: 'ready' })
    state([account], '0x89')
  })

  test('enable, and send with a name', async () => {
    const enabled = provider.enable()
    const sentOne = provider.send('eth_call', [])
    say({ type: 'answer', id: 1, result: [account] })
    say({ type: 'answer', id: 2, result: '0x' })
    expect(await enabled).toEqual([account])
    expect(await sentOne).toMatchObject({ result: '0x' })
  })

  test('send with a callback, in both outcomes', async () => {
    const ask = async (id: number, answer: FromBridge) =>
      new Promise((resolve) => {
        provider.send({ id, method: 'eth_call' }, (error: unknown, result: unknown) =>
          resolve({ error, result }),
        )
        say(answer)
      })
    expect(await ask(7, { type: 'answer', id: 1, result: '0x' })).toEqual({
      error: null,
      result: { id: 7, jsonrpc: '2.0', result: '0x' },
    })
    const problem = { code: 4100, message: 'no' }
    expect(await ask(8, { type: 'answer', id: 2, problem })).toMatchObject({
      error: { code: 4100 },
    })
  })

  test('what is known is there at once', () => {
    expect(provider.send({ id: 1, method: 'net_version' })).toMatchObject({ result: '137' })
    expect(provider.send({ id: 1, method: 'eth_accounts' })).toMatchObject({ result: [account] })
    expect(() => provider.send({ id: 1, method: 'eth_call' })).toThrow(/Ask with request/)
    expect(provider.chainId).toBe('0x89')
    expect(provider.selectedAddress).toBe(account)
    expect(provider.networkVersion).toBe('137')
  })
})

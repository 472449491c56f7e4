import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { accountView, ALICE, BOB, fakeFetch } from '../../../test/support/method-stage.ts'
import type { AccountView } from '../../messages/popup/account-view.ts'
import { anyKind } from '../approvals/any-kind.ts'
import { Approvals } from '../approvals/approvals.ts'
import type { ApprovalKind } from '../approvals/kind.ts'
import { addChainKind } from '../approvals/kinds/add-chain.ts'
import { connectKind } from '../approvals/kinds/connect.ts'
import type { MessageBody } from '../approvals/kinds/message.ts'
import { switchChainKind } from '../approvals/kinds/switch-chain.ts'
import { BlockedSites } from '../blocking/blocked-sites.ts'
import { dropBlocked } from '../blocking/drop-blocked.ts'
import { Chains } from '../chains/chains.ts'
import type { Kinds } from '../methods/method.ts'
import { SeenBlocks } from '../methods/subscriptions/seen-blocks.ts'
import { Sites } from '../sites/sites.ts'
import { memoryArea } from '../state/area.ts'
import { bufferedPort } from './buffered-port.ts'
import type { Sender } from './port.ts'
import { ProviderConnections, type ProviderParts } from './provider-connections.ts'

type Said = { readonly type: string; readonly [key: string]: unknown }

class FakePort {
  readonly name = 'assent/provider'
  readonly sender: Sender
  readonly got: Said[] = []
  #onMessage: (message: unknown) => void = () => {}
  #onDisconnect: () => void = () => {}
  constructor(sender: Sender) {
    this.sender = sender
  }
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
    this.got.push(structuredClone(message) as Said)
  }
  disconnect(): void {
    this.#onDisconnect()
  }
  say(message: unknown): void {
    this.#onMessage(message)
  }
  hello(page = 'a'): void {
    this.say({ type: 'hello', page: page.repeat(32), title: 'A dapp' })
  }
  states(): unknown[] {
    return this.got.filter(({ type }) => type === 'state').map(({ state }) => state)
  }
  answers(): Said[] {
    return this.got.filter(({ type }) => type === 'answer')
  }
  async ask(method: string, params?: unknown, id = '1', again = false): Promise<Said> {
    const before = this.answers().length
    this.say({ type: 'request', id: id.repeat(32), method, params, again })
    await expect.poll(() => this.answers().length).toBeGreaterThan(before)
    return this.answers().at(-1) as Said
  }
}

const DAPP = 'https://dapp.test'
const site = (origin = DAPP, change: Partial<Sender> = {}): Sender => ({
  origin,
  url: `${origin}/page`,
  frameId: 0,
  tab: { id: 4, url: `${origin}/page` },
  ...change,
})

class Told {
  readonly #listeners: (() => void)[] = []
  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }
  onOpen(_listener: () => void): void {}
  change(): void {
    for (const listener of this.#listeners) listener()
  }
}

class Account extends Told {
  list: AccountView[] = [accountView(ALICE), accountView(BOB)]
  readonly selected = ALICE
  all = (): readonly AccountView[] => this.list
  find = (address: string): AccountView | undefined =>
    this.list.find((one) => one.address === address)
}

class Session extends Told {
  state: 'none' | 'locked' | 'open' = 'open'
  readonly #opened: (() => void)[] = []
  override onOpen(listener: () => void): void {
    this.#opened.push(listener)
  }
  set(state: 'locked' | 'open'): void {
    this.state = state
    if (state === 'open') for (const listener of this.#opened) listener()
    this.change()
  }
}

/** Asks, and is never signed here. */
const message: ApprovalKind<MessageBody> = {
  name: 'message',
  body: z.custom<MessageBody>(),
  queues: true,
  show: ({ account, bytes }) => ({ kind: 'message', account, hex: bytes }),
  warnings: () => [],
  bound: ({ bytes }) => bytes,
  finish: async () => Promise.resolve('0x'),
}

let local = memoryArea()
let session = memoryArea()
let isSilent = false
/** What chains answer waits for this. */
let held: Promise<void> | undefined
let pageAnswers: unknown[]
let approvals: Approvals
let sites: Sites
let blockedSites: BlockedSites
let accounts: Account
let sessions: Session
let connections: ProviderConnections
let later: () => void

/** As the worker starts: with what is stored, and nothing else. */
const start = async (): Promise<void> => {
  const answer = fakeFetch(() => () => (isSilent ? undefined : { result: '0x10' }))
  const fetch: typeof answer = async (...given) => {
    await held
    return answer(...given)
  }
  const chains = await Chains.open({ fetch, local })
  sites = await Sites.open({ local, session, now: () => 1 }, () => chains.selected)
  blockedSites = await BlockedSites.open({ local })
  accounts = new Account()
  sessions = new Session()
  const kinds = {
    connect: connectKind({ sites, accounts, review: { judge: async () => Promise.resolve([]) } }),
    switchChain: switchChainKind({ sites }),
    addChain: addChainKind({ chains, sites }),
    message,
  } as unknown as Kinds
  const parts = { now: () => 1, random: (n: number) => crypto.getRandomValues(new Uint8Array(n)) }
  approvals = new Approvals(parts, await Approvals.openQueue(session), [
    anyKind(kinds.connect),
    anyKind(kinds.switchChain),
    anyKind(kinds.addChain),
    anyKind(message),
  ])
  approvals.start()
  blockedSites.onChange(() => void dropBlocked({ blockedSites, sites, approvals }))
  connections = new ProviderConnections({
    parts: {
      fetch,
      random: parts.random,
      tabs: {
        open: async () => 1,
        show: async () => true,
        close: async () => {},
        onClosed: () => {},
        originInFront: async () => undefined,
      },
    },
    chains,
    sites,
    blockedSites,
    accounts,
    sessions,
    approvals,
    kinds,
    timer: {
      every: () => () => {},
      after: (_ms, run) => {
        later = run
      },
    },
    seenBlocks: await SeenBlocks.open(session),
    transactions: { all: [], refresh: async () => {} },
    review: {} as ProviderParts['review'],
    signIns: {
      pageAnswer: async (...given) => {
        pageAnswers.push(given)
        return Promise.resolve()
      },
    },
  })
}

const open = (sender: Sender = site(), page = 'a'): FakePort => {
  const port = new FakePort(sender)
  connections.connect(port)
  port.hello(page)
  return port
}

/** Once it is in front, and was looked at. */
const shown = async () => {
  await expect.poll(() => approvals.view()?.revision).toBe(2)
  const view = approvals.view()
  if (view === undefined) throw new Error('nothing is asked')
  return view
}

const agree = async (choices = {}): Promise<void> => {
  const { id, hash, revision } = await shown()
  await approvals.approve(id, hash, revision, choices)
}

beforeEach(async () => {
  local = memoryArea()
  session = memoryArea()
  pageAnswers = []
  held = undefined
  await start()
})

describe('connecting', () => {
  test('gives a site the accounts that were chosen, and tells its pages alone', async () => {
    const port = open()
    const second = open(site(), 'b')
    const other = open(site('https://other.test'), 'c')
    const answer = port.ask('eth_requestAccounts')
    await agree({ accounts: [BOB] })
    expect(await answer).toMatchObject({ result: [BOB] })
    expect(port.states()).toEqual([
      { chainId: '0x1', accounts: [], connected: true },
      { chainId: '0x1', accounts: [BOB], connected: true },
    ])
    expect(second.states()).toHaveLength(2)
    expect(other.states()).toHaveLength(1)
    expect(await other.ask('eth_accounts')).toMatchObject({ result: [] })
  })

  test('is refused with the code that clients know', async () => {
    const port = open()
    const answer = port.ask('eth_requestAccounts')
    await approvals.reject((await shown()).id)
    expect(await answer).toMatchObject({ problem: { code: 4001 } })
    expect(sites.all()).toEqual([])
  })

  test('is asked for once at a time', async () => {
    const port = open()
    port.say({ type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts' })
    await shown()
    expect(await port.ask('eth_requestAccounts', [], '2')).toMatchObject({
      problem: { code: -32_002 },
    })
    expect(approvals.waiting).toBe(1)
  })

  test('to an account that is none of ours does not happen', async () => {
    const port = open()
    port.say({ type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts' })
    await agree({ accounts: [`0x${'9'.repeat(40)}`] })
    expect(approvals.view()).toMatchObject({ state: 'failed', problem: { code: 'bad-input' } })
    expect(sites.all()).toEqual([])
  })
})

test('a chain that does not answer is told of to its pages, and that it does again', async () => {
  const port = open()
  isSilent = true
  expect(await port.ask('eth_blockNumber')).toMatchObject({ problem: { code: 4901 } })
  isSilent = false
  expect(await port.ask('eth_blockNumber', [], '2')).toMatchObject({ result: '0x10' })
  expect(port.states()).toMatchObject([
    { connected: true },
    { connected: false },
    { connected: true },
  ])
})

describe('a locked wallet', () => {
  test('shows no accounts, and shows them again when it is open', async () => {
    await sites.connect(DAPP, { title: '', accounts: [ALICE], chainId: '0x1' })
    const port = open()
    sessions.set('locked')
    sessions.set('open')
    expect(port.states()).toMatchObject([
      { accounts: [ALICE] },
      { accounts: [] },
      { accounts: [ALICE] },
    ])
  })

  test('answers a connected site when it is opened, without another question', async () => {
    await sites.connect(DAPP, { title: '', accounts: [ALICE], chainId: '0x1' })
    sessions.set('locked')
    const port = open()
    const answer = port.ask('eth_requestAccounts')
    await shown()
    sessions.set('open')
    expect(await answer).toMatchObject({ result: [ALICE] })
    expect(approvals.waiting).toBe(0)
  })
})

describe('a worker that was stopped', () => {
  test('goes on with what was asked, and asks nothing twice', async () => {
    const request = { type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts' }
    open().say(request)
    await shown()
    await start()
    const port = open()
    port.say({ ...request, again: true })
    expect(approvals.waiting).toBe(1)
    await agree({ accounts: [BOB] })
    await expect.poll(() => port.answers()).toMatchObject([{ result: [BOB] }])
  })

  test('answers what was agreed to meanwhile in the shape of its method', async () => {
    const params = [{ eth_accounts: {} }]
    const request = {
      type: 'request',
      id: '1'.repeat(32),
      method: 'wallet_requestPermissions',
      params,
    }
    open().say(request)
    await agree({ accounts: [BOB] })
    await expect.poll(() => approvals.waiting).toBe(0)
    await start()
    const answer = await open().ask('wallet_requestPermissions', params, '1', true)
    expect(answer).toMatchObject({ result: [{ parentCapability: 'eth_accounts' }, {}] })
    expect(approvals.waiting).toBe(0)
  })

  test('gives the same answer to who did not hear it', async () => {
    await sites.connect(DAPP, { title: '', accounts: [ALICE], chainId: '0x1' })
    const first = open()
    const answer = first.ask('wallet_switchEthereumChain', [{ chainId: '0x89' }], '5')
    await expect.poll(() => approvals.view()?.ask.kind).toBe('switch-chain')
    await approvals.reject(approvals.view()?.id ?? '')
    expect(await answer).toMatchObject({ problem: { code: 4001 } })
    await start()
    const again = open()
    const params = [{ chainId: '0x89' }]
    expect(await again.ask('wallet_switchEthereumChain', params, '5', true)).toMatchObject({
      problem: { code: 4001 },
    })
    expect(approvals.waiting).toBe(0)
  })
})

test('a site that is disconnected waits for no signature of the account that it had', async () => {
  const second = 'https://other.test'
  for (const origin of [DAPP, second]) {
    await sites.connect(origin, { title: '', accounts: [ALICE], chainId: '0x1' })
  }
  const port = open()
  const other = open(site(second), 'b')
  const answer = port.ask('personal_sign', ['0x01', ALICE])
  other.say({ type: 'request', id: '2'.repeat(32), method: 'personal_sign', params: ['0x', ALICE] })
  await expect.poll(() => approvals.waiting).toBe(2)
  await sites.set(DAPP, { chainId: '0x89' })
  expect(approvals.waiting).toBe(2)
  await sites.disconnect(DAPP)
  expect(await answer).toMatchObject({ problem: { code: 4001 } })
  expect(approvals.view()?.origin).toBe(second)
})

describe('a site that the person blocks', () => {
  const other = 'https://other.test'

  test('is disconnected, and all that it asks is rejected; another’s is not', async () => {
    for (const origin of [DAPP, other]) {
      await sites.connect(origin, { title: '', accounts: [ALICE], chainId: '0x1' })
    }
    const port = open()
    const frame = open(site('https://frame.test', { frameId: 3, tab: { id: 1, url: DAPP } }), 'c')
    const answer = port.ask('personal_sign', ['0x01', ALICE])
    const framed = frame.ask('eth_requestAccounts', [], '3')
    const request = { id: '2'.repeat(32), method: 'personal_sign', params: ['0x', ALICE] }
    open(site(other), 'b').say({ type: 'request', ...request })
    await expect.poll(() => approvals.waiting).toBe(3)
    await blockedSites.add('dapp.test')
    expect(await answer).toMatchObject({ problem: { code: 4001 } })
    expect(await framed).toMatchObject({ problem: { code: 4001 } })
    await expect.poll(() => sites.all()).toMatchObject([{ origin: other }])
    expect(approvals.view()?.origin).toBe(other)
    expect(port.states().at(-1)).toMatchObject({ accounts: [] })
  })

  test('is refused at once whatever it asks, until it is lifted', async () => {
    await blockedSites.add(DAPP)
    const port = open()
    const below = open(site('https://a.dapp.test'), 'b')
    const problem = { code: 4001, message: expect.stringContaining('blocked') as string }
    expect(await port.ask('eth_requestAccounts')).toMatchObject({ problem })
    expect(await port.ask('eth_chainId', [], '2')).toMatchObject({ problem })
    expect(await below.ask('eth_requestAccounts')).toMatchObject({ problem })
    expect(approvals.waiting).toBe(0)
    expect(await open(site(other), 'c').ask('eth_chainId')).toMatchObject({ result: '0x1' })
    await blockedSites.remove('dapp.test')
    expect(await port.ask('eth_chainId', [], '3')).toMatchObject({ result: '0x1' })
  })
})

test('how far a page has come is forgotten with it, and with one that did not come back', async () => {
  const subscribe = { type: 'request', method: 'eth_newBlockFilter', params: [] }
  const pages = async (): Promise<unknown[]> => {
    const { value } = (await session.get('seen-blocks')) as { value: { page: string }[] }
    return value.map(({ page }) => page[0])
  }
  for (const page of ['a', 'b', 'c']) {
    await open(site(), page).ask('eth_newBlockFilter', [], page)
  }
  const leaving = open(site(), 'd')
  await leaving.ask('eth_newBlockFilter', [], 'd')
  expect(await pages()).toEqual(['a', 'b', 'c', 'd'])
  leaving.disconnect()
  await expect.poll(pages).toEqual(['a', 'b', 'c'])
  await start()
  open(site(), 'b').say({ ...subscribe, id: 'b'.repeat(32), again: true })
  later()
  await expect.poll(pages).toEqual(['b'])
})

test('a page that did not come back after a stop takes its questions with it', async () => {
  const request = { type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts' }
  open().say(request)
  open(site('https://other.test'), 'b').say(request)
  await expect.poll(() => approvals.waiting).toBe(2)
  await start()
  open().say({ ...request, again: true })
  later()
  await expect.poll(() => approvals.waiting).toBe(1)
  expect(approvals.view()?.origin).toBe(DAPP)
})

test('a page that leaves takes its questions with it, and nobody else', async () => {
  const port = open()
  const other = open(site('https://other.test'), 'b')
  port.say({ type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts' })
  other.say({ type: 'request', id: '2'.repeat(32), method: 'eth_requestAccounts' })
  await expect.poll(() => approvals.waiting).toBe(2)
  port.disconnect()
  await expect.poll(() => approvals.waiting).toBe(1)
  expect(approvals.view()?.origin).toBe('https://other.test')
})

describe('a page whose chain is slow to answer', () => {
  const params = [{ chainId: '0x10', chainName: 'Ten', rpcUrls: ['https://ten.test'] }]
  const request = { type: 'request', id: '1'.repeat(32), method: 'wallet_addEthereumChain', params }
  let letGo = (): void => {}
  const asked = (): FakePort => {
    held = new Promise((resolve) => {
      letGo = resolve
    })
    const port = open()
    port.say(request)
    return port
  }

  test('is asked for when it is still there, or there again', async () => {
    const port = asked()
    port.disconnect()
    open().say({ ...request, again: true })
    letGo()
    await expect.poll(() => approvals.view()?.ask.kind).toBe('add-chain')
    expect(approvals.waiting).toBe(1)
  })

  test('is asked for when it spoke before the worker was there to hear it', async () => {
    const port = new FakePort(site())
    const buffered = bufferedPort(port)
    port.hello('a')
    port.say({ type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts', params: [] })
    connections.connect(buffered)
    await expect.poll(() => approvals.view()?.ask.kind).toBe('connect')
    expect(port.answers()).toEqual([])
  })

  test('is asked for no more when it has left meanwhile', async () => {
    const port = asked()
    port.disconnect()
    letGo()
    const next = open(site(), 'b')
    expect(await next.ask('eth_blockNumber')).toMatchObject({ result: '0x10' })
    expect(approvals.waiting).toBe(0)
  })

  test('nor when the person has blocked it', async () => {
    const port = asked()
    await blockedSites.add(DAPP)
    letGo()
    await expect.poll(() => port.answers()).toMatchObject([{ problem: { code: 4001 } }])
    expect(approvals.waiting).toBe(0)
  })

  test('nor when it leaves in the moment in which it is asked for', async () => {
    const { set } = session
    session.set = async (name, value) => {
      if (name === 'approvals') port.disconnect()
      await set(name, value)
    }
    const port = asked()
    letGo()
    await expect
      .poll(async () => session.get('approvals'))
      .toMatchObject({ value: { ended: [{}] } })
    expect(approvals.waiting).toBe(0)
  })
})

describe('whose page it is', () => {
  test.each<[string, Sender, string | undefined]>([
    ['a page', site(), DAPP],
    ['a page, where the browser names no origin', { url: `${DAPP}/x` }, DAPP],
    ['a sandboxed frame', site(DAPP, { origin: 'null' }), undefined],
    ['a file', { origin: 'file://', url: 'file:///x' }, undefined],
    ['data', { url: 'data:text/html,x' }, undefined],
    ['nobody', {}, undefined],
    [
      'an extension',
      { origin: 'chrome-extension://abc', url: 'chrome-extension://abc/x' },
      undefined,
    ],
    ['an origin with a path', { origin: `${DAPP}/x` }, undefined],
  ])('%s', async (_, sender, origin) => {
    const port = open(sender)
    expect(await port.ask('eth_chainId')).toMatchObject({ result: '0x1' })
    expect(await port.ask('eth_accounts', [], '2')).toMatchObject({ result: [] })
    if (origin === undefined) {
      expect(await port.ask('eth_requestAccounts', [], '3')).toMatchObject({
        problem: { code: 4100 },
      })
      expect(approvals.waiting).toBe(0)
    } else {
      port.say({ type: 'request', id: '3'.repeat(32), method: 'eth_requestAccounts' })
      expect(await shown()).toMatchObject({ origin })
    }
  })

  test('of a frame it is the frame, and the page around it is named', async () => {
    const frame = site('https://frame.test', { frameId: 3, tab: { id: 1, url: `${DAPP}/x` } })
    const port = open(frame)
    port.say({ type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts' })
    expect(await shown()).toMatchObject({ origin: 'https://frame.test', topOrigin: DAPP })
  })
})

test('a page that nobody has seen yet is not heard: whose it is in, the browser says wrongly', async () => {
  // As Chromium describes one: by the page in front of it.
  const front = { frameId: 7, tab: { id: 1, url: 'https://front.test/' } }
  const port = new FakePort(site(DAPP, { ...front, documentLifecycle: 'prerender' }))
  let isOpen = true
  port.onDisconnect.addListener(() => (isOpen = false))
  connections.connect(port)
  port.hello()
  port.say({ type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts' })
  expect(isOpen).toBe(false)
  expect(port.got).toEqual([])
  const shownPort = open(site(DAPP, { documentLifecycle: 'active' }))
  shownPort.say({ type: 'request', id: '1'.repeat(32), method: 'eth_requestAccounts', again: true })
  const view = await shown()
  expect(view).toMatchObject({ origin: DAPP })
  expect(view).not.toHaveProperty('topOrigin')
  expect(approvals.waiting).toBe(1)
})

test('nothing is heard before hello, and a page keeps its name', async () => {
  const port = new FakePort(site())
  connections.connect(port)
  port.say({ type: 'request', id: '1'.repeat(32), method: 'eth_chainId' })
  port.say('rubbish')
  port.hello('a')
  port.hello('b')
  port.say({ type: 'request', id: '2'.repeat(32), method: 'eth_requestAccounts' })
  await shown()
  expect(port.answers()).toEqual([])
  expect(approvals.knows('a'.repeat(32), '2'.repeat(32))).toBe(true)
})

test('a method that there is not is refused, and faults of ours tell nothing', async () => {
  const port = open()
  expect(await port.ask('eth_mine')).toMatchObject({ problem: { code: -32_601 } })
  accounts.find = () => {
    throw new Error('a secret')
  }
  await sites.connect(DAPP, { title: '', accounts: [ALICE], chainId: '0x1' }).catch(() => {})
  const answer = await port.ask('personal_sign', ['0x', ALICE], '2')
  expect(answer).toMatchObject({ problem: { code: -32_603 } })
  expect(JSON.stringify(answer)).not.toContain('secret')
})

test('what a page of the deployment says of a sign-in comes with its tab and origin', () => {
  const message = { channel: 'assent/sign-in', to: 'bridge', x: 1 }
  open().say({ type: 'sign-in-answer', message })
  open(site(DAPP, { origin: 'null' })).say({ type: 'sign-in-answer', message })
  expect(pageAnswers).toEqual([[4, DAPP, message]])
})

test('who asks too much at once is told to wait', async () => {
  const port = open()
  for (let n = 0; n <= 200; n += 1) {
    const id = n.toString(16).padStart(32, '0')
    port.say({ type: 'request', id, method: 'eth_blockNumber' })
  }
  await expect.poll(() => port.answers().length).toBe(201)
  const refused = port.answers().filter(({ problem }) => problem !== undefined)
  expect(refused).toMatchObject([{ problem: { code: -32_005 } }])
})

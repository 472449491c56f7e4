import type { AskedBy } from '../../src/background/approvals/approval.ts'
import type { ApprovalKind } from '../../src/background/approvals/kind.ts'
import type { Review } from '../../src/background/approvals/kinds/review.ts'
import { Chains } from '../../src/background/chains/chains.ts'
import type { Kinds, MethodContext } from '../../src/background/methods/method.ts'
import { methodNamed } from '../../src/background/methods/methods.ts'
import { SeenBlocks } from '../../src/background/methods/subscriptions/seen-blocks.ts'
import { Subscriptions } from '../../src/background/methods/subscriptions/subscriptions.ts'
import { Sites } from '../../src/background/sites/sites.ts'
import { memoryArea } from '../../src/background/state/area.ts'
import type { Sent } from '../../src/background/transactions/sent.ts'
import type { AccountView } from '../../src/messages/popup/account-view.ts'
import { RpcError } from '../../src/messages/rpc-error.ts'

export const ALICE = '0x1111111111111111111111111111111111111111'
export const BOB = '0x2222222222222222222222222222222222222222'
export const DAPP = 'https://dapp.test'

export const accountView = (address: string, change: Partial<AccountView> = {}): AccountView => ({
  address,
  publicKey: '0x04',
  name: 'An account',
  hidden: false,
  control: 'own',
  mayUse: 'anything',
  nodeSet: 'eip155:31337:0x',
  ...change,
})

type Answer = { readonly result: unknown } | { readonly error: object } | undefined
export type FakeRpc = (url: string, method: string, params: readonly unknown[]) => Answer

/** A chain's RPC; undefined is one that cannot be reached. */
export const fakeFetch =
  (rpc: () => FakeRpc) =>
  async (url: string, init?: RequestInit): Promise<Response> => {
    const { method, params } = JSON.parse(typeof init?.body === 'string' ? init.body : '') as {
      readonly method: string
      readonly params: readonly unknown[]
    }
    const answer = rpc()(url, method, params)
    if (answer === undefined) throw new TypeError('fetch failed')
    return Promise.resolve(Response.json({ jsonrpc: '2.0', id: 1, ...answer }))
  }

const kindNamed = (name: string): ApprovalKind<never> =>
  ({ name }) as unknown as ApprovalKind<never>

const kinds = Object.fromEntries(
  [
    'connect',
    'switchChain',
    'addChain',
    'watchAsset',
    'message',
    'typedData',
    'typedDataV1',
    'transaction',
    'calls',
  ].map((name) => [name, kindNamed(name)]),
) as unknown as Kinds

const review = {
  explain: () => ({ kind: 'send-coins', to: '', amount: '' }),
} as unknown as Review

export type MethodStage = {
  readonly chains: Chains
  readonly sites: Sites
  readonly asked: { readonly kind: string; readonly by: AskedBy; readonly body: unknown }[]
  readonly shown: string[]
  readonly told: { readonly id: string; readonly result: unknown }[]
  accounts: AccountView[]
  state: 'none' | 'locked' | 'open'
  transactions: Sent[]
  rpc: FakeRpc
  /** What a person's decision comes to. */
  decide: (kind: string) => unknown
  tick(): Promise<void>
  open(): void
  /** The worker was stopped: there is another, with what was kept. */
  restart(): Promise<void>
  run(method: string, params?: unknown, by?: Partial<AskedBy>): Promise<unknown>
  /** As a page's bridge does after a restart. */
  runAgain(method: string, params: unknown, by: Partial<AskedBy>): Promise<unknown>
}

let requests = 0

/** What methods work with, and a person who agrees to everything. */
export const methodStage = async (): Promise<MethodStage> => {
  const local = memoryArea()
  const session = memoryArea()
  const fetch = fakeFetch(() => stage.rpc)
  const chains = await Chains.open({ fetch, local })
  const sites = await Sites.open({ local, session, now: () => 1000 }, () => chains.selected)
  let poll: (() => void) | undefined
  let waiting: (() => void)[] = []
  const subscribe = async (): Promise<Subscriptions> =>
    new Subscriptions(
      {
        timer: {
          every: (_ms, run) => {
            poll = run
            return () => {
              poll = undefined
            }
          },
        },
        rpcOf: (chainId) => chains.rpc(chainId),
        seenBlocks: await SeenBlocks.open(session),
      },
      (id, result) => void stage.told.push({ id, result }),
    )
  let subscriptions = await subscribe()
  const asked: MethodStage['asked'] = []
  const stage: MethodStage = {
    chains,
    sites,
    asked,
    shown: [],
    told: [],
    accounts: [accountView(ALICE), accountView(BOB)],
    state: 'open',
    transactions: [],
    rpc: () => ({ result: '0x' }),
    decide: (kind) => `agreed to ${kind}`,
    tick: async () => {
      poll?.()
      await new Promise((resolve) => {
        setTimeout(resolve, 5)
      })
    },
    open: () => {
      stage.state = 'open'
      for (const resolve of waiting) resolve()
      waiting = []
    },
    restart: async () => {
      poll = undefined
      subscriptions = await subscribe()
    },
    run: async (method, params, by = {}) => run(contextOf(by, false), method, params),
    runAgain: async (method, params, by) => run(contextOf(by, true), method, params),
  }
  const run = async (context: MethodContext, method: string, params: unknown) => {
    const found = methodNamed(method)
    if (found === undefined) throw new RpcError('methodNotFound', method)
    return found.run(context, params)
  }
  const contextOf = (by: Partial<AskedBy>, again: boolean): MethodContext => ({
    again,
    parts: { fetch, random: (length) => new Uint8Array(length).fill(7) },
    chains,
    sites,
    accounts: {
      all: () => stage.accounts,
      find: (address) =>
        stage.accounts.find((one) => one.address.toLowerCase() === address.toLowerCase()),
      get selected() {
        return stage.accounts[0]?.address
      },
    },
    sessions: {
      get state() {
        return stage.state
      },
    },
    approvals: {
      ask: async (kind, by, body) => {
        asked.push({ kind: kind.name, by, body })
        return Promise.resolve()
      },
      answer: async () => Promise.resolve(stage.decide(asked.at(-1)?.kind ?? '')),
      knows: () => false,
      rejectAll: async () => Promise.resolve(),
    },
    transactions: {
      get all() {
        return stage.transactions
      },
      refresh: async () => Promise.resolve(),
    },
    kinds,
    review,
    subscriptions,
    isHere: () => true,
    whenOpen: async () => new Promise((resolve) => void waiting.push(resolve)),
    showWallet: async (path) => {
      stage.shown.push(path)
      return Promise.resolve()
    },
    by: {
      page: 'page',
      request: String(requests++).padStart(32, '0'),
      origin: DAPP,
      title: 'A dapp',
      ...by,
    },
  })
  return stage
}

export const connected = async (stage: MethodStage, accounts = [ALICE]): Promise<void> =>
  stage.sites.connect(DAPP, { title: 'A dapp', accounts, chainId: '0x1' })

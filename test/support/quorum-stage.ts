import type { Signing } from '../../src/nodes/node/ceremonies/signing.ts'
import type { Deployment } from '../../src/protocol/deployment.ts'
import type { Fetch } from '../../src/quorum/parts.ts'
import type { Call } from '../../src/registry/contracts.ts'
import { send } from './registry.ts'
import { startWalletNodes, type WalletNodes } from './wallet-nodes.ts'

/** What happens between a wallet and one node. */
export type Wire = (
  pass: () => Promise<Response>,
  request: { readonly path: string; readonly init: RequestInit },
) => Promise<Response>

/** A network that a client is tried on, and what can go wrong in it. */
export type QuorumStage = {
  readonly deployment: Deployment
  readonly fetch: Fetch
  /** Puts something between the wallet and a node, in place of what was there. */
  readonly between: (party: number, wire: Wire) => void
  /** Has a node do something else with its shares. */
  readonly corrupt: (party: number, change: (honest: Signing) => Partial<Signing>) => void
  /** Everything as it was at first. */
  readonly heal: () => void
  /** What each node was asked for, in order. */
  readonly asked: { readonly party: number; readonly path: string; readonly body: string }[]
  /** Sends as somebody with gas, and waits until it is final. */
  readonly send: (call: Call) => Promise<void>
  readonly nodes: WalletNodes
  readonly close: () => Promise<void>
}

/** On nodes' own HTTP, sessions, stores and shares, in this process. */
export const stageNodes = async (
  options: Parameters<typeof startWalletNodes>[0] = {},
): Promise<QuorumStage> => {
  const nodes = await startWalletNodes(options)
  const wires = new Map<number, Wire>()
  const honest = new Map(nodes.nodes.map(({ party, signing }) => [party, { ...signing }]))
  let sent = Promise.resolve()
  const asked: { party: number; path: string; body: string }[] = []
  // The registry had to name addresses before anybody listened on them.
  const moved = nodes.registry.nodes.map(({ record: { party, walletUrl } }) => {
    const real = nodes.nodes.find((node) => node.party === party)
    if (real === undefined) throw new Error(`no node ${party}`)
    return { party, from: walletUrl, to: real.url }
  })
  return {
    deployment: nodes.deployment,
    nodes,
    asked,
    between: (party, wire) => void wires.set(party, wire),
    corrupt(party, change) {
      const signing = nodes.nodes.find((node) => node.party === party)?.signing
      const before = honest.get(party)
      if (signing === undefined || before === undefined) throw new Error(`no node ${party}`)
      Object.assign(signing, change(before))
    },
    heal() {
      wires.clear()
      for (const { party, signing } of nodes.nodes) Object.assign(signing, honest.get(party))
    },
    async fetch(input, init) {
      const node = moved.find(({ from, to }) => input.startsWith(from) || input.startsWith(to))
      if (node === undefined) return fetch(input, init)
      const path = input.replace(node.from, '').replace(node.to, '')
      const body = init.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : ''
      asked.push({ party: node.party, path, body })
      const pass = async () => fetch(`${node.to}${path}`, init)
      const wire = wires.get(node.party)
      return wire === undefined ? pass() : wire(pass, { path, init })
    },
    async send(call) {
      // One account pays for all, and its transactions have an order.
      sent = sent.then(async () => {
        await send(nodes.registry, call)
        await nodes.settle()
      })
      await sent
    },
    close: nodes.close,
  }
}

/** Never answers; ends when the caller gives up. */
export const frozen: Wire = async (_, { init }) =>
  new Promise((_, reject) => {
    init.signal?.addEventListener('abort', () => reject(new Error('aborted')))
  })

export const dead: Wire = async () => Promise.reject(new TypeError('connection refused'))

/** Only for some paths. */
export const on =
  (path: RegExp, wire: Wire): Wire =>
  async (pass, request) =>
    path.test(request.path) ? wire(pass, request) : pass()

/** The answer with other headers, body or status. */
export const altered =
  (
    change: (answer: {
      readonly status: number
      readonly headers: Headers
      readonly body: string
    }) => { readonly status?: number; readonly headers?: Headers; readonly body?: string },
  ): Wire =>
  async (pass) => {
    const response = await pass()
    const answer = {
      status: response.status,
      headers: new Headers(response.headers),
      body: await response.text(),
    }
    const { status, headers, body } = { ...answer, ...change(answer) }
    headers.delete('content-length')
    return new Response(body, { status, headers })
  }

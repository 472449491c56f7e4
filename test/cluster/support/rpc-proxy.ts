import type { Hex } from 'viem'
import { startHttpProxy, type ProxiedAnswer } from './http-proxy.ts'

export type RpcCall = { readonly method: string; readonly params: readonly unknown[] }

/** What an RPC says instead of the truth, which it may look at. */
export type RpcLie = (call: RpcCall, truth: () => Promise<unknown>) => Promise<unknown>

export type RpcProxy = {
  readonly url: string
  /** How many calls came, by method. */
  readonly asked: ReadonlyMap<string, number>
  lie: (lie: RpcLie) => void
  /** Tells the truth again. */
  honest: () => void
  stop: () => Promise<void>
}

type Envelope = { readonly id: unknown } & RpcCall
type Answer = { readonly result?: unknown; readonly error?: unknown }

const truthful: RpcLie = async (_, truth) => truth()

export async function startRpcProxy(target: string): Promise<RpcProxy> {
  const proxy = await startHttpProxy(target)
  const asked = new Map<string, number>()
  let lie = truthful

  proxy.use(async (request, ask) => {
    const one = async (call: Envelope): Promise<Answer & { id: unknown }> => {
      asked.set(call.method, (asked.get(call.method) ?? 0) + 1)
      const truth = async () => {
        const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...call }))
        const answered = JSON.parse((await ask({ ...request, body })).body.toString()) as Answer
        if (answered.error !== undefined) throw new RpcRefusal(answered.error)
        return answered.result
      }
      try {
        return { id: call.id, result: await lie(call, truth) }
      } catch (error) {
        if (!(error instanceof RpcRefusal)) throw error
        return { id: call.id, error: error.said }
      }
    }
    try {
      const calls = JSON.parse(request.body.toString()) as Envelope | readonly Envelope[]
      const said = isList(calls) ? await Promise.all(calls.map(one)) : await one(calls)
      return json(200, isList(said) ? said.map(framed) : framed(said))
    } catch (error) {
      if (error instanceof HttpFailure) return json(error.status, { error: 'no' })
      throw error
    }
  })

  return {
    url: proxy.url,
    asked,
    lie: (next) => {
      lie = next
    },
    honest: () => {
      lie = truthful
    },
    stop: proxy.stop,
  }
}

class RpcRefusal extends Error {
  readonly said: unknown
  constructor(said: unknown) {
    super('the chain refused')
    this.said = said
  }
}

class HttpFailure extends Error {
  readonly status: number
  constructor(status: number) {
    super(`status ${status}`)
    this.status = status
  }
}

const framed = (answer: object) => ({ jsonrpc: '2.0', ...answer })

const json = (status: number, value: unknown): ProxiedAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
})

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value)

/** Another chain. */
export const saysChainId =
  (chainId: number): RpcLie =>
  async (call, truth) =>
    call.method === 'eth_chainId' ? `0x${chainId.toString(16)}` : truth()

type Block = { readonly hash: Hex; readonly number: Hex }

/** Every block has another hash, as on another fork. */
export const saysOtherHashes: RpcLie = async (call, truth) => {
  const said = await truth()
  if (!call.method.startsWith('eth_getBlockBy') || said === null) return said
  const block = said as Block
  return { ...block, hash: `0xdead${block.hash.slice(6)}` }
}

/** Whatever was answered first to a question is answered for ever: the head stands still. */
export const standsStill = (): RpcLie => {
  const first = new Map<string, unknown>()
  return async ({ method, params }, truth) => {
    const question = JSON.stringify([method, params])
    if (!first.has(question)) first.set(question, await truth())
    return first.get(question)
  }
}

/** Heads and final blocks that lie some blocks back. */
export const goesBack =
  (blocks: number, resolve: (number: bigint) => Promise<unknown>): RpcLie =>
  async (call, truth) => {
    const said = await truth()
    if (call.method === 'eth_blockNumber') {
      return `0x${earlier(said as Hex, blocks).toString(16)}`
    }
    const tag = call.params[0]
    const named = tag === 'latest' || tag === 'finalized' || tag === 'safe'
    if (call.method !== 'eth_getBlockByNumber' || !named) return said
    return resolve(earlier((said as Block).number, blocks))
  }

const earlier = (number: Hex, blocks: number): bigint => {
  const wanted = BigInt(number) - BigInt(blocks)
  return wanted > 0n ? wanted : 0n
}

/** Calls of a contract's function, by its selector, return something else. */
export const saysOfCalls =
  (selector: Hex, change: (returned: Hex) => Hex): RpcLie =>
  async (call, truth) => {
    const said = await truth()
    const asked = call.params[0] as { data?: Hex; input?: Hex } | undefined
    const data = asked?.data ?? asked?.input
    return call.method === 'eth_call' && data?.startsWith(selector) ? change(said as Hex) : said
  }

export const hangs: RpcLie = async () => new Promise(() => {})

export const fails =
  (status = 500): RpcLie =>
  async () => {
    throw new HttpFailure(status)
  }

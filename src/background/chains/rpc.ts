import { RpcError, rpcCode } from '../../messages/rpc-error.ts'
import type { Parts } from '../parts.ts'

/** Asks a chain; throws `RpcError`, with the chain's own code where it has one. */
export type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>

/** Behind a refusal: an RPC that was asked before said nothing, and may have done what it was asked. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer'
}

const TIMEOUT_MS = 20_000

const withoutTraces = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  cache: 'no-store',
  credentials: 'omit',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
} as const

/** One chain by its RPCs: the first that can be reached answers. */
export const rpcOver =
  (
    fetch: Parts['fetch'],
    name: string,
    urls: readonly string[],
    onReached: (isReached: boolean) => void = () => {},
  ): Rpc =>
  async (method, params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    let lost: LostAnswer | undefined
    for (const url of urls) {
      const answer = await ask(fetch, url, body)
      if (answer === undefined) {
        lost = new LostAnswer('an RPC did not answer')
        continue
      }
      onReached(true)
      if ('result' in answer) return answer.result
      throw refusalOf(answer.error, lost)
    }
    onReached(false)
    throw new RpcError(
      'chainDisconnected',
      `${name} does not answer: try again, or choose another RPC in the wallet.`,
    )
  }

/** Undefined when this RPC could not be reached, or answered with something else. */
const ask = async (
  fetch: Parts['fetch'],
  url: string,
  body: string,
): Promise<{ result: unknown } | { error: Record<string, unknown> } | undefined> => {
  try {
    const response = await fetch(url, {
      ...withoutTraces,
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    // Some answer a refusal with an HTTP status of their own: what counts is the body.
    const answer: unknown = await response.json()
    if (!isRecord(answer)) return undefined
    if (isRecord(answer['error'])) return { error: answer['error'] }
    return 'result' in answer ? { result: answer['result'] } : undefined
  } catch {
    return undefined
  }
}

const refusalOf = (
  { code, message, data }: Record<string, unknown>,
  cause: LostAnswer | undefined,
): RpcError =>
  new RpcError(
    typeof code === 'number' && Number.isSafeInteger(code) ? code : rpcCode.internal,
    typeof message === 'string' ? message.slice(0, 2000) : 'The chain refused this.',
    { data, cause },
  )

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

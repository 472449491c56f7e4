import * as z from 'zod'
import { exchange } from '../http/exchange.ts'
import type { Parts } from '../parts.ts'

/** Short, since there may be another, and nobody answering is asked twice. */
const TIMEOUT = 4000

/** What an RPC did instead of answering; `reverted` is the contract's own no. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly kind: 'unreachable' | 'refused' | 'reverted'
  constructor(kind: RpcError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

const answerOf = z.union([
  z.object({ error: z.object({ code: z.number(), message: z.string() }) }),
  z.object({ result: z.unknown() }),
])

/** JSON-RPC, once. */
export const ask = async <T>(
  parts: Pick<Parts, 'fetch' | 'now' | 'sleep'>,
  url: string,
  method: string,
  params: readonly unknown[],
  schema: z.ZodType<T>,
): Promise<T> => {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  }
  const answered = await exchange(parts, url, init, { timeout: TIMEOUT })
  if (typeof answered === 'string') throw new RpcError('unreachable', `the RPC is ${answered}`)
  const answer = answerOf.safeParse(readJson(answered.body))
  if (!answer.success) throw new RpcError('unreachable', `HTTP status ${answered.status}`)
  if ('error' in answer.data) {
    const { code, message } = answer.data.error
    throw new RpcError(code === 3 || /revert/i.test(message) ? 'reverted' : 'refused', message)
  }
  const result = schema.safeParse(answer.data.result)
  if (!result.success) throw new RpcError('refused', `${method} was answered with something else`)
  return result.data
}

const readJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}

import type { Parts } from '../parts.ts'
import { sleepThrough } from '../sleep-through.ts'

/** The largest answer that is read. */
const MAX_ANSWER_BYTES = 1024 * 1024

export type Exchanged = {
  readonly status: number
  readonly headers: Headers
  readonly body: Uint8Array
}

export type ExchangeFailure = 'unreachable' | 'silent' | 'dropped' | 'too-large'

/** One request and its whole answer within its time, or which of four things went wrong. */
export const exchange = async (
  parts: Pick<Parts, 'fetch' | 'now' | 'sleep'>,
  url: string,
  init: RequestInit,
  limits: { readonly timeout: number; readonly signal?: AbortSignal | undefined },
): Promise<Exchanged | ExchangeFailure> => {
  const { timeout, signal } = limits
  const stop = new AbortController()
  const finished = new AbortController()
  const drop = (): void => stop.abort()
  let late = false
  signal?.addEventListener('abort', drop)
  if (signal?.aborted === true) drop()
  void sleepThrough(parts, timeout, finished.signal).then(() => {
    if (finished.signal.aborted) return
    late = true
    stop.abort()
  })
  try {
    const response = await parts.fetch(url, {
      ...init,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: stop.signal,
    })
    const body = await readBody(response)
    if (body === undefined) return 'too-large'
    return { status: response.status, headers: response.headers, body }
  } catch {
    if (late) return 'silent'
    return signal?.aborted === true ? 'dropped' : 'unreachable'
  } finally {
    signal?.removeEventListener('abort', drop)
    finished.abort()
  }
}

/** Undefined for more than is read from anybody. */
const readBody = async (response: Response): Promise<Uint8Array | undefined> => {
  const stream = response.body as ReadableStream<Uint8Array> | null
  const reader = stream?.getReader()
  if (reader === undefined) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > MAX_ANSWER_BYTES) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) return only
  const body = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.length
  }
  return body
}

import { isIP } from 'node:net'

/** What an answer may have: keys and discovery documents are a few kilobytes. */
const MAX_BYTES = 64 * 1024
const TIMEOUT_MS = 3000
const MAX_HOPS = 3

export type FetchedJson = {
  readonly value: unknown
  /** From `cache-control`, less the answer's age, in seconds. */
  readonly maxAge: number | undefined
}

/**
 * JSON from a provider: encrypted but on this machine, from one origin, small and soon, or an
 * error. The message is for logs; it says nothing of what was answered.
 */
export const fetchJson = async (from: string): Promise<FetchedJson> => {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const origin = checkedUrl(from).origin
  let url = checkedUrl(from)
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      headers: { accept: 'application/json' },
    })
    const location = response.headers.get('location')
    if (response.status === 200) {
      const text = await readCapped(response)
      return { value: JSON.parse(text), maxAge: maxAgeOf(response.headers) }
    }
    await response.body?.cancel()
    if (response.status < 300 || response.status > 399 || location === null) {
      throw new Error(`${url.origin} answered ${response.status}`)
    }
    url = checkedUrl(new URL(location, url).href)
    if (url.origin !== origin) throw new Error(`${origin} leads to another origin`)
  }
  throw new Error(`${origin} leads in circles`)
}

export const isLoopback = (url: URL): boolean => {
  const host = url.hostname
  if (isIP(host) === 4) return host.startsWith('127.')
  return host === '[::1]' || host === 'localhost' || host.endsWith('.localhost')
}

const checkedUrl = (text: string): URL => {
  const url = new URL(text)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return url
  throw new Error(`${url.origin} is not asked without encryption`)
}

const readCapped = async (response: Response): Promise<string> => {
  const chunks: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> | null = response.body
  if (body === null) return ''
  for await (const chunk of body) {
    size += chunk.length
    // Leaving the loop cancels what is still to come.
    if (size > MAX_BYTES) throw new Error(`the answer has more than ${MAX_BYTES} bytes`)
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}

const maxAgeOf = (headers: Headers): number | undefined => {
  const control = headers.get('cache-control') ?? ''
  if (/\bno-(?:store|cache)\b/i.test(control)) return 0
  const seconds = /(?:^|[\s,])max-age=(\d{1,10})/i.exec(control)?.[1]
  if (seconds === undefined) return undefined
  const age = /^\d{1,10}$/.exec(headers.get('age') ?? '0')?.[0] ?? '0'
  return Math.max(0, Number(seconds) - Number(age))
}

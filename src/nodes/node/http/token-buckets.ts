/** Names that are remembered; the one that was longest away is forgotten first. */
const MOST_NAMES = 50_000

type Bucket = { tokens: number; at: number }

/** So many at once, and so many a second after that, for each name. */
export class TokenBuckets {
  readonly #rate: { readonly perSecond: number; readonly burst: number }
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: { readonly perSecond: number; readonly burst: number }) {
    this.#rate = rate
  }

  /** Undefined if one was there to take; else the seconds until there is. `now` in milliseconds. */
  take(name: string, now: number): number | undefined {
    const { perSecond, burst } = this.#rate
    const bucket = this.#buckets.get(name) ?? { tokens: burst, at: now }
    // A clock that was set back must not empty anybody's bucket.
    const passed = Math.max(0, now - bucket.at) / 1000
    const tokens = Math.min(burst, bucket.tokens + passed * perSecond)
    const taken = tokens >= 1
    this.#keep(name, { tokens: taken ? tokens - 1 : tokens, at: now })
    return taken ? undefined : (1 - tokens) / perSecond
  }

  #keep(name: string, bucket: Bucket): void {
    this.#buckets.delete(name)
    this.#buckets.set(name, bucket)
    const [oldest] = this.#buckets.keys()
    if (this.#buckets.size > MOST_NAMES && oldest !== undefined) this.#buckets.delete(oldest)
  }
}

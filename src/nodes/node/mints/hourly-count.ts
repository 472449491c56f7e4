const HOUR_MS = 3_600_000

/** Far more than ask in an hour; beyond it the oldest are forgotten. */
const MOST_NAMES = 100_000

/** Counts different things that somebody did in the last hour; the same one again is not counted. */
export class HourlyCount {
  readonly #most: number
  readonly #done = new Map<string, Map<string, number>>()

  constructor(most: number) {
    this.#most = most
  }

  /** Undefined if it may be done, and was counted; else the milliseconds after which it may. */
  take(name: string, thing: string, now: number): number | undefined {
    const done = this.#done.get(name) ?? new Map<string, number>()
    for (const [one, at] of done) if (at <= now - HOUR_MS) done.delete(one)
    if (done.has(thing)) return undefined
    const [first] = done.values()
    if (done.size >= this.#most) return (first ?? now) + HOUR_MS - now
    done.set(thing, now)
    this.#done.delete(name)
    this.#done.set(name, done)
    const [oldest] = this.#done.keys()
    if (this.#done.size > MOST_NAMES && oldest !== undefined) this.#done.delete(oldest)
    return undefined
  }
}

const FAILED_FOR = 15_000
const LIED_FOR = 600_000
/** What fails again so soon is the same trouble, however often somebody looks. */
const SAME_TROUBLE = 5_000
const WEIGHT = 0.3

/** What is remembered of each node, to ask the ones first that will answer. */
export class Health {
  readonly #now: () => number
  readonly #latency = new Map<number, number>()
  readonly #avoid = new Map<number, { since: number; until: number; times: number }>()
  readonly #liars = new Map<number, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  answered(node: number, ms: number): void {
    const before = this.#latency.get(node) ?? ms
    this.#latency.set(node, before + WEIGHT * (ms - before))
  }

  /** Longer each time, up to eight times as long: it may be down for good. */
  failed(node: number): void {
    const now = this.#now()
    const before = this.#avoid.get(node)
    const isSame = before !== undefined && now - before.since < SAME_TROUBLE
    const times = isSame ? before.times : Math.min((before?.times ?? 0) + 1, 8)
    const since = isSame ? before.since : now
    this.#avoid.set(node, { since, until: now + FAILED_FOR * times, times })
  }

  /** It took part in something that worked. */
  worked(node: number): void {
    this.#avoid.delete(node)
  }

  lied(node: number): void {
    this.#liars.set(node, this.#now() + LIED_FOR)
  }

  isLiar(node: number): boolean {
    return (this.#liars.get(node) ?? 0) > this.#now()
  }

  /** It failed lately, and nothing that it took part in has worked since. */
  isFailing(node: number): boolean {
    return (this.#avoid.get(node)?.until ?? 0) > this.#now()
  }

  /** The lower, the sooner it is asked. Whoever failed lately comes after all who did not. */
  cost(node: number): number {
    const times = this.isFailing(node) ? (this.#avoid.get(node)?.times ?? 0) : 0
    return times * 1e6 + (this.#latency.get(node) ?? 0)
  }
}

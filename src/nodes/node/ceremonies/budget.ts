const MINUTE_MS = 60_000

/** So many a minute of each; what is over it waits. */
export class Budget<Key> {
  readonly #most: number
  readonly #now: () => number
  readonly #taken = new Map<Key, number[]>()

  constructor(most: number, now: () => number = () => performance.now()) {
    this.#most = most
    this.#now = now
  }

  take(key: Key): boolean {
    const since = this.#now() - MINUTE_MS
    const recent = (this.#taken.get(key) ?? []).filter((at) => at > since)
    const free = recent.length < this.#most
    if (free) recent.push(this.#now())
    this.#taken.set(key, recent)
    return free
  }

  /** What was taken last cost nothing after all. */
  giveBack(key: Key): void {
    this.#taken.get(key)?.pop()
  }
}

const KEPT = 32
const LEAST = 400
const TIMES = 4

/** How long such a step takes here, so that it shows when one takes too long. */
export class Pace {
  readonly #taken: number[] = []

  took(ms: number): void {
    this.#taken.push(ms)
    if (this.#taken.length > KEPT) this.#taken.shift()
  }

  /** After how many milliseconds another signer set is worth its trouble. */
  get patience(): number {
    const sorted = this.#taken.toSorted((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    return Math.max(LEAST, TIMES * median)
  }
}

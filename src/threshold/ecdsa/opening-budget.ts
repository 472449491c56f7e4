/** Each opening leaks one power relation of the key's; these many are allowed. */
export const OPENINGS_PER_EPOCH = 32
export const OPENINGS_PER_LIFE = 1024

export type OpeningCounts = { readonly epoch: number; readonly life: number }

/** Counts one key's openings. `record` makes the new counts durable before anything is opened. */
export class OpeningBudget {
  #counts: OpeningCounts
  readonly #record: (counts: OpeningCounts) => void

  constructor(counts: OpeningCounts, record: (counts: OpeningCounts) => void) {
    this.#counts = counts
    this.#record = record
  }

  /** Takes one opening; false when none is left. */
  take(): boolean {
    const { epoch, life } = this.#counts
    if (epoch >= OPENINGS_PER_EPOCH || life >= OPENINGS_PER_LIFE) return false
    const counts = { epoch: epoch + 1, life: life + 1 }
    this.#record(counts)
    this.#counts = counts
    return true
  }
}

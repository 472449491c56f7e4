/** What goes first when several wait: a person waits for presignatures, and nobody for the pool. */
export const priority = { presignature: 0, pair: 1, key: 2 } as const
export type Priority = (typeof priority)[keyof typeof priority]

/**
 * Runs the work of ceremonies one piece at a time. Each takes milliseconds during which nothing
 * else runs, so between two pieces whatever else has happened gets its turn.
 */
export class Turns {
  readonly #waiting: readonly (() => void)[][] = [[], [], []]
  #scheduled = false

  add(urgency: Priority, work: () => void): void {
    this.#waiting[urgency]?.push(work)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      const next = this.#waiting.find((queue) => queue.length > 0)?.shift()
      if (next === undefined) return
      this.#schedule()
      next()
    })
  }
}

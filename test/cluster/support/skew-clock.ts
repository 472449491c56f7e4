/** How long an offset counts before it is asked for again: clocks are looked at very often. */
const fresh = 100

/** Makes `Date` of this process tell another time than the machine's. Timers run as before. */
export function skewClock(offset: () => number): void {
  const Honest = Date
  let known = offset()
  let askedAt = performance.now()
  const now = (): number => {
    if (performance.now() - askedAt > fresh) {
      known = offset()
      askedAt = performance.now()
    }
    return Honest.now() + known
  }
  class Skewed extends Honest {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]))
    }

    static override now(): number {
      return now()
    }
  }
  globalThis.Date = Skewed as DateConstructor
}

import { ProtocolError } from '../../protocol/protocol-error.ts'
import type { Allowance } from './config.ts'

export type RateLimit = {
  /** Counts one use, or throws; what is returned gives the use back. */
  readonly take: (who: string) => () => void
}

const mostRemembered = 20_000

/** A bucket for each caller, refilled steadily: many at once are fine, many for ever are not. */
export function createRateLimit(
  { many, seconds }: Allowance,
  what: string,
  now: () => number = Date.now,
): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMillisecond = many / (seconds * 1000)
  return {
    take(who) {
      const at = now()
      const before = buckets.get(who) ?? { left: many, at }
      const left = Math.min(many, before.left + (at - before.at) * perMillisecond)
      if (left < 1) {
        const retryAfter = Math.ceil((1 - left) / perMillisecond / 1000)
        throw new ProtocolError('rate-limited', `${what}: ask again in ${retryAfter} seconds`, {
          retryAfter,
        })
      }
      const bucket = { left: left - 1, at }
      // Put at the end: the first of a map are those that were not seen for longest.
      buckets.delete(who)
      buckets.set(who, bucket)
      forget(buckets)
      return () => {
        bucket.left = Math.min(many, bucket.left + 1)
      }
    },
  }
}

function forget(buckets: Map<string, unknown>): void {
  if (buckets.size <= mostRemembered) return
  const [oldest] = buckets.keys()
  if (oldest !== undefined) buckets.delete(oldest)
}

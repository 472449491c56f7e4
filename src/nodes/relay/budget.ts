import { ProtocolError } from '../../protocol/protocol-error.ts'

export type Budget = {
  /** Sets an amount aside, or throws; what is returned says what it really was. */
  readonly reserve: (amount: bigint) => (spent: bigint) => void
}

const day = 86_400_000

/** What may be spent within a day, whoever asks: the most that a relay can be made to lose. */
export function createBudget(most: bigint, now: () => number = Date.now): Budget {
  let since = now()
  let spent = 0n
  return {
    reserve(amount) {
      if (now() - since >= day) {
        since = now()
        spent = 0n
      }
      if (spent + amount > most) {
        const retryAfter = Math.ceil((since + day - now()) / 1000)
        throw new ProtocolError('rate-limited', 'this relay has spent what it may in a day', {
          retryAfter,
        })
      }
      spent += amount
      const reservedIn = since
      return (really) => {
        if (reservedIn === since) spent += really - amount
      }
    },
  }
}

import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { TokenBuckets } from './token-buckets.ts'
import type { WalletOptions } from './wallet-options.ts'

/** Certificates that were seen to be signed, so that their next request costs no proof. */
const MOST_KNOWN = 10_000

/** What is let in before anything is verified, which is what costs. */
export class WalletLimits {
  readonly #addresses: TokenBuckets
  readonly #sessions: TokenBuckets
  readonly #proofs: TokenBuckets
  readonly #known = new Set<string>()
  readonly #most: number
  #inFlight = 0

  constructor(options: Pick<WalletOptions, 'perAddress' | 'perSession' | 'signIns' | 'inFlight'>) {
    this.#addresses = new TokenBuckets(options.perAddress)
    this.#sessions = new TokenBuckets(options.perSession)
    this.#proofs = new TokenBuckets(options.signIns)
    this.#most = options.inFlight
  }

  request(asker: string, now: number): void {
    limit(this.#addresses.take(asker, now), 'requests come too fast from this address')
  }

  /** One of few: a pairing, or somebody else's signature, has to be checked. */
  proof(asker: string, now: number): void {
    limit(this.#proofs.take(asker, now), 'too many sign-ins from this address')
  }

  /**
   * By session and address together: whoever knows a certificate could otherwise use up what its
   * owner may ask. A certificate that was never seen to hold is judged as a proof.
   */
  session(asker: string, name: string, now: number): void {
    limit(this.#sessions.take(`${asker} ${name}`, now), 'this session asks too fast')
    if (!this.#known.has(name)) this.proof(asker, now)
  }

  knowSession(name: string): void {
    this.#known.delete(name)
    this.#known.add(name)
    const [oldest] = this.#known
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest)
  }

  /** Takes a place among those that are worked on; what it returns gives it back. */
  enter(): () => void {
    if (this.#inFlight >= this.#most) {
      throw new ProtocolError('busy', 'this node works on as much as it can', { retryAfter: 1 })
    }
    this.#inFlight += 1
    return () => {
      this.#inFlight -= 1
    }
  }
}

const limit = (wait: number | undefined, message: string): void => {
  if (wait === undefined) return
  throw new ProtocolError('rate-limited', message, { retryAfter: Math.max(1, Math.ceil(wait)) })
}

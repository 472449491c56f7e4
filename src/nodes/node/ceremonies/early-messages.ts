export type EarlyMessage = { readonly from: number; readonly bytes: Uint8Array }

type Kept = EarlyMessage & { readonly session: string; readonly at: number }

const MAX_COUNT = 256
const MAX_BYTES = 4 * 1024 * 1024
const MAX_AGE_MS = 30_000

/**
 * Messages of sessions that have not begun here: a peer may be ahead of us by what the wallet's
 * requests are apart. Each peer has room of its own, so that nobody can take another's.
 */
export class EarlyMessages {
  readonly #byPeer = new Map<number, Kept[]>()
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** Makes room by what has waited longest: honest sessions begin within moments, or never. */
  keep(session: string, message: EarlyMessage): void {
    const oldest = this.#now() - MAX_AGE_MS
    const kept = (this.#byPeer.get(message.from) ?? []).filter(({ at }) => at > oldest)
    kept.push({ ...message, session, at: this.#now() })
    let bytes = kept.reduce((sum, one) => sum + one.bytes.length, 0)
    while (kept.length > MAX_COUNT || bytes > MAX_BYTES) bytes -= kept.shift()?.bytes.length ?? 0
    this.#byPeer.set(message.from, kept)
  }

  /** Hands out what came for a session, in the order in which it came. */
  take(session: string): readonly EarlyMessage[] {
    const taken: Kept[] = []
    for (const [peer, kept] of this.#byPeer) {
      taken.push(...kept.filter((one) => one.session === session))
      this.#byPeer.set(
        peer,
        kept.filter((one) => one.session !== session),
      )
    }
    return taken
  }

  /** A peer that was restarted goes on with nothing that it began. */
  forget(peer: number): void {
    this.#byPeer.delete(peer)
  }
}

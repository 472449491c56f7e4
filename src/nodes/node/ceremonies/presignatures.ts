import { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { Presignature } from '../../../threshold/ecdsa/presignature.ts'
import { toHex } from '../../../threshold/encoding/bytes.ts'

/** How long a person has to read what they are asked to sign. */
export const PRESIGNATURE_MS = 120_000

/**
 * A program uses what it had made within moments, and a person's wallet has one made for what they
 * read. One that lies about longer makes room when its own session wants another: it may be that of
 * a wallet that was stopped, and has forgotten it.
 */
const IDLE_MS = 3000

/** How many more may be under way than may be kept. */
const SPARE_PLACES = 2
/** Half of what the node makes at once: whoever asks this one alone keeps places until their time. */
const MOST_MAKING = 32

export type KeptPresignature = {
  readonly presignature: Presignature
  readonly publicKey: string
  readonly requester: string
  readonly presignMs: number
  /** Whether what the caller counts of the signature is on its disk. */
  committed: boolean
}

type Kept = KeptPresignature & { readonly timer: NodeJS.Timeout; readonly at: number }

/** Counts only while they can serve a request that nobody has made yet. */
const isLive = ({ presignature }: KeptPresignature): boolean => presignature.state === 'fresh'

/**
 * Presignatures wait here and nowhere else: in memory, for their time. What is over is burned, and
 * what was never here cannot be told from what is over.
 */
export class Presignatures {
  readonly #kept = new Map<string, Kept>()
  /** How many are being made, by key and requester. */
  readonly #making = new Map<string, number>()

  get live(): number {
    return [...this.#kept.values()].filter(isLive).length
  }

  /**
   * Takes one of the places in which a requester may have presignatures of a key made; the returned
   * function gives it back.
   */
  reserve(publicKey: string, requester: string, places: number): () => void {
    const name = `${publicKey} ${requester}`
    const making = this.#making.get(name) ?? 0
    if (this.#liveOf(publicKey, requester).length >= places) this.#makeRoom(publicKey, requester)
    const live = this.#liveOf(publicKey, requester).length
    // One that waits for a signer who refused it is over in seconds, and the wallet is already
    // trying other signers.
    if (live >= places || live + making >= places + SPARE_PLACES) throw tooMany(live, places)
    if (making >= MOST_MAKING) {
      throw new ProtocolError('busy', 'too many are being made for this session', { retryAfter: 1 })
    }
    this.#making.set(name, making + 1)
    return () => {
      const left = (this.#making.get(name) ?? 1) - 1
      if (left === 0) this.#making.delete(name)
      else this.#making.set(name, left)
    }
  }

  /** Keeps it for its time, unless others were finished first and took all places. */
  keep(kept: KeptPresignature, places: number): void {
    const live = this.#liveOf(kept.publicKey, kept.requester).length
    if (live >= places) {
      kept.presignature.burn()
      throw tooMany(live, places)
    }
    const name = toHex(kept.presignature.headerHash)
    const timer = setTimeout(() => this.#burn(name), PRESIGNATURE_MS)
    timer.unref()
    this.#kept.set(name, { ...kept, timer, at: performance.now() })
  }

  /** The oldest first. */
  #liveOf(publicKey: string, requester: string): readonly Kept[] {
    return [...this.#kept.values()].filter(
      (one) => one.publicKey === publicKey && one.requester === requester && isLive(one),
    )
  }

  #makeRoom(publicKey: string, requester: string): void {
    const [oldest] = this.#liveOf(publicKey, requester)
    if (oldest === undefined || performance.now() - oldest.at < IDLE_MS) return
    this.#burn(toHex(oldest.presignature.headerHash))
  }

  /** One that is here and, unless it was used, can be used. */
  find(headerHash: Uint8Array, publicKey: string): KeptPresignature {
    const kept = this.#kept.get(toHex(headerHash))
    if (kept === undefined || kept.presignature.state === 'burned') {
      throw new ProtocolError(
        'presignature-gone',
        'there is no such presignature here: it is over, or was made in another run. Ask for a new one',
      )
    }
    if (kept.publicKey !== publicKey) {
      throw new ProtocolError('bad-request', 'this presignature is of another key')
    }
    return kept
  }

  close(): void {
    for (const name of this.#kept.keys()) this.#burn(name)
  }

  #burn(name: string): void {
    const kept = this.#kept.get(name)
    if (kept === undefined) return
    clearTimeout(kept.timer)
    kept.presignature.burn()
    this.#kept.delete(name)
  }
}

const tooMany = (live: number, most: number): ProtocolError =>
  new ProtocolError(
    'too-many-presignatures',
    `${most} unused presignatures of this key are all that this session may have`,
    { retryAfter: 3, details: { live, most } },
  )

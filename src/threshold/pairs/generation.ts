import { toHex, wipe } from '../encoding/bytes.ts'
import { UsageError, type PartyId } from '../errors.ts'

/** The width of the oblivious-transfer extension: base transfers a pair makes in each direction. */
export const BASE_TRANSFERS = 128
export const SEED_LENGTH = 16
export const GENERATION_ID_LENGTH = 16
export const ZERO_SEED_LENGTH = 32

/** Every session is remembered, and every one is a guess at the sender's bits: both have an end. */
export const SESSIONS_PER_GENERATION = 65_536

/** What the extension's sender holds: it chose, for each base transfer, one of two seeds. */
export type SenderSeeds = {
  /** 128 bits, least significant first: which seed of each pair it knows. */
  readonly choices: Uint8Array
  /** 128 seeds of 16 bytes, joined. */
  readonly chosen: Uint8Array
}

/** What the extension's receiver holds: both seeds of every base transfer. */
export type ReceiverSeeds = {
  readonly zeros: Uint8Array
  readonly ones: Uint8Array
}

/**
 * What two nodes share to multiply secrets: base transfers both ways and a seed for sharings of
 * zero. It lives in memory alone, serves every key, and is dropped whole at the first failed check,
 * because each failure may have told the peer one bit of it.
 */
export class PairGeneration {
  readonly id: Uint8Array
  readonly self: PartyId
  readonly peer: PartyId
  readonly #sender: SenderSeeds
  readonly #receiver: ReceiverSeeds
  readonly #zeroSeed: Uint8Array
  readonly #claimed = new Set<string>()
  #dropped = false

  constructor(options: {
    readonly id: Uint8Array
    readonly self: PartyId
    readonly peer: PartyId
    readonly sender: SenderSeeds
    readonly receiver: ReceiverSeeds
    readonly zeroSeed: Uint8Array
  }) {
    this.id = options.id
    this.self = options.self
    this.peer = options.peer
    this.#sender = options.sender
    this.#receiver = options.receiver
    this.#zeroSeed = options.zeroSeed
  }

  get dropped(): boolean {
    return this.#dropped
  }

  get sender(): SenderSeeds {
    this.#alive()
    return this.#sender
  }

  get receiver(): ReceiverSeeds {
    this.#alive()
    return this.#receiver
  }

  get zeroSeed(): Uint8Array {
    this.#alive()
    return this.#zeroSeed
  }

  claimedBefore(session: Uint8Array): boolean {
    return this.#claimed.has(toHex(session))
  }

  /** Used up: its owner sets the pair up anew. */
  get spent(): boolean {
    return this.#claimed.size >= SESSIONS_PER_GENERATION
  }

  /** Takes a session for good: the streams it draws from the seeds must never be drawn twice. */
  claim(session: Uint8Array): void {
    this.#alive()
    if (this.claimedBefore(session)) {
      throw new UsageError('reused', 'this session was run on this pair before')
    }
    if (this.spent) throw new UsageError('wrong-phase', 'this pair generation is used up')
    this.#claimed.add(toHex(session))
  }

  drop(): void {
    this.#dropped = true
    wipe(this.#sender.choices, this.#sender.chosen)
    wipe(this.#receiver.zeros, this.#receiver.ones, this.#zeroSeed)
  }

  #alive(): void {
    if (this.#dropped) throw new UsageError('wrong-phase', 'this pair generation was dropped')
  }
}

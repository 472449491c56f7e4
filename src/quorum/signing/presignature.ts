import type { Hex } from '../../payloads/encoding/hex.ts'
import type { Contribution } from '../../threshold/ecdsa/contribution.ts'
import type { Point } from '../../threshold/groups/group.ts'

/** Nodes keep one for 120 s; what would arrive at the last moment is not worth the attempt. */
const LIFE = 110_000

/**
 * All of a signature that does not depend on what is signed, waiting at its signers. It serves one
 * payload: `take` gives it away once, and nothing gives it back.
 */
export class OpenPresignature {
  readonly publicKey: Hex
  readonly signers: readonly number[]
  readonly headerHash: Uint8Array
  readonly key: Point
  /** R, uncompressed. */
  readonly nonce: Uint8Array
  readonly transcript: Uint8Array
  /** Encoded, in the signers' order, as they go back to the signers. */
  readonly acknowledgements: readonly Hex[]
  readonly contributions: readonly Contribution[]
  readonly #openedAt: number
  #taken = false

  constructor(options: {
    readonly publicKey: Hex
    readonly signers: readonly number[]
    readonly headerHash: Uint8Array
    readonly key: Point
    readonly nonce: Uint8Array
    readonly transcript: Uint8Array
    readonly acknowledgements: readonly Hex[]
    readonly contributions: readonly Contribution[]
    readonly openedAt: number
  }) {
    this.publicKey = options.publicKey
    this.signers = options.signers
    this.headerHash = options.headerHash
    this.key = options.key
    this.nonce = options.nonce
    this.transcript = options.transcript
    this.acknowledgements = options.acknowledgements
    this.contributions = options.contributions
    this.#openedAt = options.openedAt
  }

  isFresh(now: number): boolean {
    return !this.#taken && now - this.#openedAt < LIFE
  }

  /** Whether the caller now has it for its own; true once. */
  take(now: number): boolean {
    if (!this.isFresh(now)) return false
    this.#taken = true
    return true
  }
}

import { equalBytes, wipe } from '../encoding/bytes.ts'
import { list } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { decodeScalar, encodeScalar, SCALAR_LENGTH } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { PairGeneration } from '../pairs/generation.ts'
import type { PublicSharing } from '../sharing/key-share.ts'
import { acknowledgementRecord, type Acknowledgement } from './acknowledgement.ts'
import { contributionRecord, type Contribution } from './contribution.ts'
import { headerRecord, type PresignHeader } from './header.ts'
import { receivedStatement, type ReceivedStatement } from './statements.ts'

export type PresignSecrets = { readonly phi: bigint; readonly u: bigint; readonly v: bigint }

// A presignature waits in memory by the hundred and is rarely read again, and each of these would be
// a dozen small arrays, which take more than they hold.
const spokenRecord = record('presignature', {
  header: headerRecord,
  acknowledgement: acknowledgementRecord,
  contributions: list(contributionRecord),
  received: list(receivedStatement),
})

type State = 'fresh' | 'bound' | 'opened' | 'burned'

/**
 * One signer's part of one future signature. It signs once: the first binding it is given stays
 * for good, because shares under two bindings are two equations that give the key away.
 */
export class Presignature {
  readonly headerHash: Uint8Array
  readonly self: PartyId
  readonly sharing: PublicSharing
  /** The joint nonce R, uncompressed. */
  readonly nonce: Uint8Array
  /** The hash of all that every signer must have seen alike. */
  readonly transcript: Uint8Array
  readonly #generations: readonly PairGeneration[]
  readonly #spoken: Uint8Array
  readonly #secrets: Uint8Array
  #state: State = 'fresh'
  #binding: Uint8Array | undefined
  #answer: Uint8Array | undefined

  constructor(options: {
    readonly header: PresignHeader
    readonly headerHash: Uint8Array
    readonly self: PartyId
    readonly sharing: PublicSharing
    readonly nonce: Uint8Array
    readonly transcript: Uint8Array
    readonly acknowledgement: Acknowledgement
    readonly generations: readonly PairGeneration[]
    readonly contributions: readonly Contribution[]
    readonly received: readonly ReceivedStatement[]
    readonly secrets: PresignSecrets
  }) {
    this.#spoken = spokenRecord.encode(options)
    this.headerHash = options.headerHash
    this.self = options.self
    this.sharing = options.sharing
    this.nonce = options.nonce
    this.transcript = options.transcript
    this.#generations = options.generations
    const { phi, u, v } = options.secrets
    this.#secrets = new Uint8Array(3 * SCALAR_LENGTH)
    for (const [index, scalar] of [phi, u, v].entries()) {
      this.#secrets.set(encodeScalar(scalar), index * SCALAR_LENGTH)
    }
  }

  /** A pair that failed burns what was not used yet; what was used must still be blamed for. */
  get state(): State {
    const lost = this.#state === 'fresh' && this.#generations.some(({ dropped }) => dropped)
    return lost ? 'burned' : this.#state
  }

  get header(): PresignHeader {
    return spokenRecord.decode(this.#spoken).header
  }

  get acknowledgement(): Acknowledgement {
    return spokenRecord.decode(this.#spoken).acknowledgement
  }

  get contributions(): readonly Contribution[] {
    return spokenRecord.decode(this.#spoken).contributions
  }

  get received(): readonly ReceivedStatement[] {
    return spokenRecord.decode(this.#spoken).received
  }

  /**
   * Compare and set: the first call binds and computes; an exact repeat gets the stored answer;
   * any other binding is refused. Nothing here waits, so no two calls can both be first.
   */
  bind(binding: Uint8Array, answer: (secrets: PresignSecrets) => Uint8Array): Uint8Array {
    const { state } = this
    if (state === 'fresh') {
      this.#state = 'bound'
      this.#binding = binding.slice()
      try {
        this.#answer = answer({ phi: this.#scalar(0), u: this.#scalar(1), v: this.#scalar(2) })
      } finally {
        wipe(this.#secrets.subarray(SCALAR_LENGTH))
      }
      return this.#answer.slice()
    }
    if (state === 'burned') throw new UsageError('wrong-phase', 'this presignature was burned')
    if (this.#binding === undefined || !equalBytes(this.#binding, binding)) {
      throw new UsageError('conflict', 'this presignature is bound to another request')
    }
    if (this.#answer === undefined)
      throw new UsageError('wrong-phase', 'its answer is not made yet')
    return this.#answer.slice()
  }

  /** What `bind` stored, if this very binding was stored. */
  answerTo(binding: Uint8Array): Uint8Array | undefined {
    if (this.#binding === undefined || !equalBytes(this.#binding, binding)) return undefined
    return this.#answer?.slice()
  }

  /** Hands phi out, once, after a share was given for it. */
  open(): bigint {
    if (this.state !== 'bound') {
      throw new UsageError('wrong-phase', `a ${this.state} presignature is not opened`)
    }
    const phi = this.#scalar(0)
    this.#state = 'opened'
    wipe(this.#secrets)
    return phi
  }

  burn(): void {
    this.#state = 'burned'
    wipe(this.#secrets)
    this.#answer = undefined
  }

  #scalar(index: number): bigint {
    const start = index * SCALAR_LENGTH
    return decodeScalar(this.#secrets.subarray(start, start + SCALAR_LENGTH), secp256k1.order)
  }
}

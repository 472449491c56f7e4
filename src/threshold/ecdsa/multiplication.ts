import { uint16Bytes } from '../encoding/bytes.ts'
import type { Decoded } from '../encoding/codec.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { normalize, secp256k1 } from '../groups/secp256k1.ts'
import type { ExtensionMessage } from '../ot/extension.ts'
import type { PairGeneration } from '../pairs/generation.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import type { RvoleMessage } from '../rvole/parameters.ts'
import { rvoleReceiver, type RvoleReceiver } from '../rvole/receiver.ts'
import { rvoleSend } from '../rvole/sender.ts'
import { gammaFits } from './gamma-check.ts'
import type { replyMessage } from './messages.ts'

const { base } = secp256k1

/** Shares of products with the nonce and with the key share, in this order. */
export type Shares = readonly [bigint, bigint]

export type Answer = {
  readonly rvole: RvoleMessage
  readonly shares: Shares
  readonly gammaNonce: Point
  readonly gammaKey: Point
}

const direction = (session: Uint8Array, sender: PartyId, receiver: PartyId): Uint8Array =>
  hash('ecdsa/product', session, uint16Bytes(sender), uint16Bytes(receiver))

/**
 * One signer's side of multiplying with one peer: its random factor with the peer's secrets, and
 * its secrets with the peer's factor. A failed check drops the pair's generation before anything
 * else happens, since the failure itself may have told the peer something.
 */
export class Multiplication {
  readonly #session: Uint8Array
  readonly #pair: PairGeneration
  readonly #primitives: Primitives
  readonly #random: Randomness
  readonly #receiver: RvoleReceiver

  constructor(
    session: Uint8Array,
    pair: PairGeneration,
    primitives: Primitives,
    random: Randomness,
  ) {
    this.#session = session
    this.#pair = pair
    this.#primitives = primitives
    this.#random = random
    const own = direction(session, pair.peer, pair.self)
    this.#receiver = rvoleReceiver(primitives, random, own, pair.receiver)
  }

  get offer(): ExtensionMessage {
    return this.#receiver.message
  }

  get factor(): bigint {
    return this.#receiver.factor
  }

  answer(extension: ExtensionMessage, secrets: Shares): Answer {
    const { self, peer, sender } = this.#pair
    const session = direction(this.#session, self, peer)
    const sent = rvoleSend(this.#primitives, this.#random, session, sender, extension, secrets)
    if (sent === undefined) throw this.#dropped('ot-check', 'its transfers are inconsistent')
    const [gammaNonce, gammaKey] = normalize(sent.shares.map((share) => base.multiply(share)))
    if (gammaNonce === undefined || gammaKey === undefined)
      throw new Error('two shares, two points')
    return { rvole: sent.reply, shares: sent.shares, gammaNonce, gammaKey }
  }

  finish(reply: Decoded<typeof replyMessage>): Shares {
    const shares = this.#receiver.receive(reply.rvole)
    if (shares === undefined) throw this.#dropped('rvole-check', 'its inputs are inconsistent')
    if (!gammaFits(this.#random, this.factor, reply, shares)) {
      throw this.#dropped('gamma-check', 'it multiplied with other values than it published')
    }
    return shares
  }

  wipe(): void {
    this.#receiver.wipe()
  }

  #dropped(code: 'ot-check' | 'rvole-check' | 'gamma-check', why: string): Abort {
    const { peer } = this.#pair
    this.#pair.drop()
    return new Abort(code, [peer], `${peer}: ${why}; the pair starts anew`)
  }
}

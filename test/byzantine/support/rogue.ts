import { Ceremony } from '../../../src/threshold/ceremony/ceremony.ts'
import { exchange, type Protocol } from '../../../src/threshold/ceremony/protocol.ts'
import { admitPresign } from '../../../src/threshold/ecdsa/admit.ts'
import { offerMessage, replyMessage } from '../../../src/threshold/ecdsa/messages.ts'
import { Multiplication } from '../../../src/threshold/ecdsa/multiplication.ts'
import type { Presignature } from '../../../src/threshold/ecdsa/presignature.ts'
import { uint16Bytes } from '../../../src/threshold/encoding/bytes.ts'
import { hash } from '../../../src/threshold/encoding/transcript.ts'
import { Abort, type PartyId } from '../../../src/threshold/errors.ts'
import { decodeScalar, mod, randomScalar } from '../../../src/threshold/groups/scalar.ts'
import { compress, secp256k1 } from '../../../src/threshold/groups/secp256k1.ts'
import { zeroShare } from '../../../src/threshold/pairs/zero-sharing.ts'
import { native } from '../../../src/threshold/primitives/native.ts'
import { lagrangeAtZero } from '../../../src/threshold/sharing/lagrange.ts'
import { signerOf } from '../../support/signers.ts'
import { signed } from './lies.ts'
import { LIAR, type Stage } from './stage.ts'

const { order, base } = secp256k1

type Secrets = { readonly nonce: bigint; readonly key: bigint }

/** Where it leaves the protocol; by default it does not. */
export type Deviation = {
  /** What it publishes toward a peer: these numbers times the generator, properly committed to. */
  readonly publish?: (to: PartyId, own: Secrets) => Secrets
  /** What it multiplies a peer's factor with. */
  readonly multiply?: (to: PartyId, own: Secrets) => Secrets
}

/**
 * Presigning as the liar, with a liar's code instead of changed messages: it knows its own secrets
 * and can keep up a story through both rounds. It never ends by itself.
 */
export const roguePresign = (scene: Stage, deviation: Deviation): Ceremony<Presignature> => {
  const { share, bootId, generations } = signerOf(scene.set, LIAR)
  const { session, pairs } = admitPresign({ header: scene.header, share, bootId, generations })
  const peers = pairs.map(({ peer }) => peer)
  const { publish = (_, own) => own, multiply = publish } = deviation

  function* protocol(): Protocol<Presignature> {
    const { random, header } = scene
    const weight = lagrangeAtZero(header.signers, order).get(LIAR) ?? 0n
    const zero = zeroShare(pairs, session, order)
    const key = mod(weight * decodeScalar(share.secret, order) + zero, order)
    const own = { nonce: randomScalar(order, random), key }
    const phi = randomScalar(order, random)
    const salt = random(32)
    const products = new Map(
      pairs.map((pair) => [pair.peer, new Multiplication(session, pair, native, random)]),
    )
    const productWith = (peer: PartyId): Multiplication => {
      const product = products.get(peer)
      if (product === undefined) throw new Error(`no product with ${peer}`)
      return product
    }
    const nonceFor = (to: PartyId) => base.multiply(mod(publish(to, own).nonce, order))

    const offers = yield* exchange(offerMessage, peers, (to) => ({
      commitment: hash('ecdsa/nonce', session, uint16Bytes(LIAR), compress(nonceFor(to)), salt),
      extension: productWith(to).offer,
    }))
    yield* exchange(replyMessage, peers, (to) => {
      const extension = offers.get(to)?.extension
      if (extension === undefined) throw new Error(`nothing from ${to}`)
      const inputs = multiply(to, own)
      const secrets = [mod(inputs.nonce, order), mod(inputs.key, order)] as const
      const { rvole, gammaNonce, gammaKey } = productWith(to).answer(extension, secrets)
      const reply = {
        nonce: nonceFor(to),
        salt,
        keyShare: base.multiply(mod(publish(to, own).key, order)),
        contributionSignature: new Uint8Array(64),
        gammaNonce,
        gammaKey,
        psi: mod(phi - productWith(to).factor, order),
        pairSignature: new Uint8Array(64),
        rvole,
      }
      return signed(session, reply, { to })
    })
    yield { send: new Map(), expect: peers }
    throw new Abort('cancelled', [], 'nothing more to lie about')
  }

  return new Ceremony({ session, self: LIAR, peers, protocol: protocol() })
}

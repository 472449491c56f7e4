import { describe, test } from 'vitest'
import { MAX_MESSAGE_BYTES } from '../../src/threshold/ceremony/message.ts'
import { signContribution } from '../../src/threshold/ecdsa/contribution.ts'
import { offerMessage, replyMessage } from '../../src/threshold/ecdsa/messages.ts'
import { signPairStatement } from '../../src/threshold/ecdsa/statements.ts'
import { concat } from '../../src/threshold/encoding/bytes.ts'
import { fixedBytes } from '../../src/threshold/encoding/codec.ts'
import { record } from '../../src/threshold/encoding/record.ts'
import type { AbortCode, PartyId } from '../../src/threshold/errors.ts'
import { mod, randomScalar } from '../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { identityOf } from '../support/identities.ts'
import { run } from '../support/network.ts'
import { seededRandom } from '../support/randomness.ts'
import { chooseTwice, probeChoice, productSession } from '../support/selective.ts'
import { presignAt } from '../support/signers.ts'
import { bendBody, both, overhear, readdress, replace } from '../support/tamper.ts'
import {
  answering,
  bendOffer,
  bendReply,
  flip,
  OFFER,
  REPLY,
  signed,
  speakingFirst,
  toward,
  type Offer,
  type Reply,
} from './support/lies.ts'
import { roguePresign, type Deviation } from './support/rogue.ts'
import {
  BYSTANDER,
  expectAborted,
  expectRecovered,
  HONEST,
  LIAR,
  OUTSIDER,
  pairOf,
  presignAgainst,
  stage,
  VICTIM,
  type Stage,
} from './support/stage.ts'

const { order, base } = secp256k1

type Lie = Parameters<typeof presignAgainst>[1]
type Case = readonly [
  name: string,
  code: AbortCode,
  lie: (scene: Stage) => Lie,
  at?: readonly PartyId[],
]

const offering =
  (change: (offer: Offer, scene: Stage) => Offer) =>
  (scene: Stage): Lie => ({ tamper: bendOffer((offer) => change(offer, scene)) })

const replying =
  (change: (reply: Reply, scene: Stage) => Reply) =>
  (scene: Stage): Lie => ({ tamper: bendReply((reply) => change(reply, scene)) })

/** A change that the liar signs. */
const claiming = (change: (reply: Reply) => Partial<Reply>) =>
  replying((reply, { session }) => signed(session, { ...reply, ...change(reply) }))

const extending = (change: (extension: Offer['extension']) => Partial<Offer['extension']>) =>
  offering((offer) => ({
    ...offer,
    extension: { ...offer.extension, ...change(offer.extension) },
  }))

const multiplying = (change: (rvole: Reply['rvole']) => Partial<Reply['rvole']>) =>
  replying((reply) => ({ ...reply, rvole: { ...reply.rvole, ...change(reply.rvole) } }))

const deviating =
  (deviation: Deviation) =>
  (scene: Stage): Lie => ({ liar: roguePresign(scene, deviation) })

/** What the victim said to the liar in that round, used in the liar's own words. */
const reflecting =
  (step: number, answer: (heard: Uint8Array, own: Uint8Array) => Uint8Array) => (): Lie => ({
    tamper: answering(VICTIM, step, answer),
  })

const transfers: readonly Case[] = [
  [
    'one bit of a transfer column changed',
    'ot-check',
    extending(({ columns }) => ({ columns: flip(columns, 5000) })),
  ],
  [
    'the sum of choices changed',
    'ot-check',
    extending(({ choiceSum }) => ({ choiceSum: flip(choiceSum, 3) })),
  ],
  [
    'the sums of rows changed',
    'ot-check',
    extending(({ rowSums }) => ({ rowSums: flip(rowSums, 100) })),
  ],
  [
    'an extension of zeros',
    'ot-check',
    extending(({ columns }) => ({ columns: columns.map(() => 0) })),
  ],
  [
    'one transfer chosen differently in half of the columns, the check answered to fit',
    'ot-check',
    (scene) => {
      const columns = Array.from({ length: 64 }, (_, j) => 2 * j)
      const extension = chooseTwice(
        scene.random,
        productSession(scene.session, VICTIM, LIAR),
        pairOf(scene, LIAR, VICTIM).receiver,
        { row: 7, columns },
      )
      return { tamper: bendOffer((offer) => ({ ...offer, extension })) }
    },
  ],
  [
    'the extension of the other direction',
    'ot-check',
    (scene) => {
      const session = productSession(scene.session, LIAR, VICTIM)
      const { receiver } = pairOf(scene, LIAR, VICTIM)
      const extension = chooseTwice(scene.random, session, receiver, { row: 0, columns: [] })
      return { tamper: bendOffer((offer) => ({ ...offer, extension })) }
    },
  ],
  [
    'the extension that it was sent itself',
    'ot-check',
    reflecting(OFFER, (theirs, own) =>
      offerMessage.encode({
        ...offerMessage.decode(own),
        extension: offerMessage.decode(theirs).extension,
      }),
    ),
  ],
]

const products: readonly Case[] = [
  [
    'a masked value changed',
    'rvole-check',
    multiplying(({ masked }) => ({ masked: flip(masked, 12_345) })),
  ],
  [
    'the check value changed',
    'rvole-check',
    multiplying(({ check }) => ({ check: mod(check + 1n, order) })),
  ],
  ['the digest changed', 'rvole-check', multiplying(({ digest }) => ({ digest: flip(digest) }))],
  [
    'masked values that would carry other inputs',
    'rvole-check',
    multiplying(({ masked }) => ({
      masked: masked.map((byte, i) => (i % 96 === 31 ? byte ^ 1 : byte)),
    })),
  ],
  [
    'another input in every other row, the check answered to fit',
    'rvole-check',
    ({ random, ...scene }) => {
      const session = productSession(scene.session, LIAR, VICTIM)
      const { sender } = pairOf({ random, ...scene }, LIAR, VICTIM)
      let extension: Offer['extension'] | undefined
      const hear = overhear(VICTIM, OFFER, (body) => {
        extension = offerMessage.decode(body).extension
      })
      const probe = bendReply((reply) => {
        if (extension === undefined) throw new Error('the victim has not offered')
        const rows = Array.from({ length: 208 }, (_, index) => 2 * index)
        const inputs = [1n, 2n] as const
        const rvole = probeChoice(random, session, sender, extension, { inputs, rows })
        return { ...reply, rvole }
      })
      return { tamper: both(toward(LIAR, hear), probe) }
    },
  ],
  [
    'the product that it was sent itself',
    'rvole-check',
    reflecting(REPLY, (theirs, own) =>
      replyMessage.encode({
        ...replyMessage.decode(own),
        rvole: replyMessage.decode(theirs).rvole,
      }),
    ),
  ],
  [
    'another nonce multiplied than published',
    'gamma-check',
    deviating({
      publish: (_, own) => own,
      multiply: (to, own) => (to === VICTIM ? { ...own, nonce: own.nonce + 1n } : own),
    }),
  ],
  [
    'another key share multiplied than published',
    'gamma-check',
    deviating({
      publish: (_, own) => own,
      multiply: (to, own) => (to === VICTIM ? { ...own, key: own.key + 1n } : own),
    }),
  ],
  [
    'nonce and key share multiplied in each other’s place',
    'gamma-check',
    deviating({
      publish: (_, own) => own,
      multiply: (_, { nonce, key }) => ({ nonce: key, key: nonce }),
    }),
    HONEST,
  ],
  [
    'different nonces multiplied toward two peers',
    'gamma-check',
    deviating({
      publish: (_, own) => own,
      multiply: (to, own) => ({ ...own, nonce: own.nonce + BigInt(to) }),
    }),
    HONEST,
  ],
  [
    'different key shares multiplied toward two peers',
    'gamma-check',
    deviating({
      publish: (_, own) => own,
      multiply: (to, own) => ({ ...own, key: own.key + BigInt(to) }),
    }),
    HONEST,
  ],
  [
    'errors in both products that cancel each other',
    'gamma-check',
    deviating({
      publish: (_, own) => own,
      multiply: (_, { nonce, key }) => ({ nonce: nonce + 1n, key: key - 1n }),
    }),
    HONEST,
  ],
  [
    'another gamma of the nonce',
    'gamma-check',
    claiming(({ gammaNonce }) => ({ gammaNonce: gammaNonce.add(base) })),
  ],
  [
    'another gamma of the key',
    'gamma-check',
    claiming(({ gammaKey }) => ({ gammaKey: gammaKey.add(base) })),
  ],
  [
    'the gammas in each other’s place',
    'gamma-check',
    claiming(({ gammaNonce, gammaKey }) => ({ gammaNonce: gammaKey, gammaKey: gammaNonce })),
  ],
  [
    'a key share changed after multiplying',
    'gamma-check',
    claiming(({ keyShare }) => ({ keyShare: keyShare.add(base) })),
  ],
  [
    'a gamma and the key share changed to fit each other’s look',
    'gamma-check',
    claiming(({ keyShare, gammaKey }) => ({
      keyShare: keyShare.negate(),
      gammaKey: gammaKey.negate(),
    })),
  ],
]

const words: readonly Case[] = [
  [
    'a commitment changed',
    'bad-commitment',
    offering((offer) => ({ ...offer, commitment: flip(offer.commitment) })),
  ],
  ['another nonce opened', 'bad-commitment', claiming(({ nonce }) => ({ nonce: nonce.add(base) }))],
  ['the nonce negated', 'bad-commitment', claiming(({ nonce }) => ({ nonce: nonce.negate() }))],
  ['another salt opened', 'bad-commitment', claiming(({ salt }) => ({ salt: flip(salt) }))],
  [
    'commitment, nonce and salt copied from another party',
    'bad-commitment',
    ({ session }) => ({
      tamper: both(
        answering(BYSTANDER, OFFER, (theirs, own) =>
          offerMessage.encode({
            ...offerMessage.decode(own),
            commitment: offerMessage.decode(theirs).commitment,
          }),
        ),
        answering(BYSTANDER, REPLY, (theirs, own) => {
          const { nonce, salt } = replyMessage.decode(theirs)
          const reply = { ...replyMessage.decode(own), nonce, salt }
          return replyMessage.encode(signed(session, reply))
        }),
      ),
    }),
  ],
  [
    'a contribution that nobody signed',
    'bad-signature',
    replying((reply) => ({ ...reply, contributionSignature: new Uint8Array(64) })),
  ],
  [
    'a contribution signed by somebody else',
    'bad-signature',
    replying((reply, { session }) => ({
      ...reply,
      contributionSignature: signContribution(identityOf(OUTSIDER), session, LIAR, reply).signature,
    })),
  ],
  [
    'a contribution signed for another presignature',
    'bad-signature',
    replying((reply, { session }) => ({
      ...reply,
      contributionSignature: signContribution(identityOf(LIAR), flip(session), LIAR, reply)
        .signature,
    })),
  ],
  [
    'a pair statement that nobody signed',
    'bad-signature',
    replying((reply) => ({ ...reply, pairSignature: new Uint8Array(64) })),
  ],
  [
    'a pair statement signed for another presignature',
    'bad-signature',
    replying((reply, { session }) => ({
      ...reply,
      pairSignature: signPairStatement(
        identityOf(LIAR),
        { header: flip(session), to: VICTIM },
        { from: LIAR, ...reply },
      ).signature,
    })),
  ],
  [
    'a pair statement signed for another peer',
    'bad-signature',
    replying((reply, { session }) => ({
      ...reply,
      pairSignature: signPairStatement(
        identityOf(LIAR),
        { header: session, to: BYSTANDER },
        { from: LIAR, ...reply },
      ).signature,
    })),
  ],
  [
    'a pair statement signed in another’s name',
    'bad-signature',
    replying((reply, { session }) => ({
      ...reply,
      pairSignature: signPairStatement(
        identityOf(LIAR),
        { header: session, to: VICTIM },
        { from: BYSTANDER, ...reply },
      ).signature,
    })),
  ],
  [
    'a psi other than the signed one',
    'bad-signature',
    replying((reply) => ({ ...reply, psi: mod(reply.psi + 1n, order) })),
  ],
  [
    'a gamma other than the signed one',
    'bad-signature',
    replying((reply) => ({ ...reply, gammaNonce: reply.gammaNonce.add(base) })),
  ],
]

const raw = record('presign-reply', {
  nonce: fixedBytes(65),
  salt: fixedBytes(32),
  keyShare: fixedBytes(65),
  contributionSignature: fixedBytes(64),
  gammaNonce: fixedBytes(65),
  gammaKey: fixedBytes(65),
  psi: fixedBytes(32),
  pairSignature: fixedBytes(64),
  rvole: record('rvole', {
    masked: fixedBytes(416 * 96),
    check: fixedBytes(32),
    digest: fixedBytes(32),
  }),
})

const writing =
  (change: (reply: ReturnType<typeof raw.decode>) => Partial<ReturnType<typeof raw.decode>>) =>
  (): Lie => ({
    tamper: toward(
      VICTIM,
      bendBody(LIAR, REPLY, (body) => {
        const reply = raw.decode(body)
        return raw.encode({ ...reply, ...change(reply) })
      }),
    ),
  })

const bending = (step: number, change: (body: Uint8Array) => Uint8Array) => (): Lie => ({
  tamper: toward(VICTIM, bendBody(LIAR, step, change)),
})

const identity = new Uint8Array(65)
const aboveOrder = new Uint8Array(32).fill(255)

const encodings: readonly Case[] = [
  ['the identity as nonce', 'malformed-message', writing(() => ({ nonce: identity }))],
  ['the identity as key share', 'malformed-message', writing(() => ({ keyShare: identity }))],
  ['the identity as gamma', 'malformed-message', writing(() => ({ gammaKey: identity }))],
  [
    'a nonce off the curve',
    'malformed-message',
    writing(({ nonce }) => ({ nonce: flip(nonce, 64) })),
  ],
  ['a psi above the order', 'malformed-message', writing(() => ({ psi: aboveOrder }))],
  [
    'a check value above the order',
    'malformed-message',
    writing(({ rvole }) => ({ rvole: { ...rvole, check: aboveOrder } })),
  ],
  [
    'an offer with a byte too many',
    'malformed-message',
    bending(OFFER, (body) => concat(body, Uint8Array.of(0))),
  ],
  [
    'a reply with a byte too many',
    'malformed-message',
    bending(REPLY, (body) => concat(body, Uint8Array.of(0))),
  ],
  ['an offer that is a reply’s name', 'malformed-message', bending(OFFER, (body) => flip(body, 6))],
  ['nothing', 'malformed-message', bending(OFFER, () => new Uint8Array())],
  [
    'an offer of more than a message may have',
    'malformed-message',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, OFFER, (message) => [
          { ...message, bytes: concat(message.bytes, new Uint8Array(MAX_MESSAGE_BYTES)) },
        ]),
      ),
    }),
  ],
  [
    'an envelope with a byte too many',
    'malformed-message',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, OFFER, (message) => [
          { ...message, bytes: concat(message.bytes, Uint8Array.of(0)) },
        ]),
      ),
    }),
  ],
]

const deliveries: readonly Case[] = [
  [
    'a second, different offer',
    'equivocation',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, OFFER, (message) => [
          message,
          ...bendOffer((offer) => ({ ...offer, commitment: flip(offer.commitment) }))(message),
        ]),
      ),
    }),
  ],
  [
    'a second, different reply before the round is over',
    'equivocation',
    ({ session }) => ({
      tamper: speakingFirst(REPLY, (message) => [
        message,
        ...bendReply((reply) => signed(session, { ...reply, psi: mod(reply.psi + 1n, order) }))(
          message,
        ),
      ]),
    }),
  ],
  [
    'words in a third party’s name',
    'malformed-message',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, OFFER, (message) => [readdress(message, { from: BYSTANDER })]),
      ),
    }),
  ],
  [
    'words of a round that no ceremony has',
    'malformed-message',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, OFFER, (message) => [message, readdress(message, { step: 9 })]),
      ),
    }),
  ],
  [
    'no offer',
    'silent',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, OFFER, () => []),
      ),
    }),
  ],
  [
    'no reply',
    'silent',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, REPLY, () => []),
      ),
    }),
  ],
  [
    // The victim then lacks the bystander's reply, and must not take that for its silence.
    'an offer to one of two',
    'silent',
    () => ({
      tamper: toward(
        BYSTANDER,
        replace(LIAR, OFFER, () => []),
      ),
    }),
    [BYSTANDER],
  ],
  [
    'no word to anybody',
    'silent',
    () => ({ tamper: (message) => (message.from === LIAR ? [] : [message]) }),
  ],
  [
    'the offer meant for another party',
    'silent',
    () => ({
      tamper: toward(
        VICTIM,
        replace(LIAR, OFFER, (message) => [readdress(message, { to: BYSTANDER })]),
      ),
    }),
  ],
]

/** The failures after which a new presign was seen to work, which takes as long as all the rest. */
const recovered = new Set<AbortCode>()

describe.each([
  ['transfers', transfers],
  ['products', products],
  ['words', words],
  ['encodings', encodings],
  ['deliveries', deliveries],
] as const)('presigning with a liar: %s', (_, cases) => {
  for (const [name, code, lie, at = [VICTIM]] of cases) {
    test(name, () => {
      const scene = stage(name)
      const finished = presignAgainst(scene, lie(scene))
      expectAborted(scene, finished, { code, at, culprits: [LIAR] })
      if (recovered.has(code)) return
      expectRecovered(scene)
      recovered.add(code)
    })
  }
})

test('a liar that knows the others’ nonces cannot cancel them', () => {
  const scene = stage('nonces that cancel')
  const { set, header } = scene
  const randomOf = (party: PartyId) => seededRandom(`nonces that cancel ${party}`)
  // What an honest party draws first is two extensions' choices, and then its nonce.
  const sum = HONEST.map((party) => {
    const random = randomOf(party)
    random(80)
    random(80)
    return randomScalar(order, random)
  }).reduce((a, b) => a + b)
  const liar = roguePresign(scene, { publish: (_, own) => ({ ...own, nonce: -sum }) })
  const honest = HONEST.map((party) => presignAt(set, party, header, randomOf(party)))
  const finished = run([liar, ...honest])
  expectAborted(scene, finished, { code: 'degenerate', at: HONEST, culprits: [] })
})

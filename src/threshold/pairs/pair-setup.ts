// What two nodes need before they can multiply secrets: base transfers both ways and a common seed
// for sharings of zero (the setup of DKLs23, ePrint 2023/765), in three rounds.
import { Ceremony } from '../ceremony/ceremony.ts'
import { SESSION_LENGTH } from '../ceremony/message.ts'
import { exchange, type Exchange, type Inbox, type Protocol } from '../ceremony/protocol.ts'
import { concat, equalBytes, uint16Bytes, wipe } from '../encoding/bytes.ts'
import { fixedBytes, list, type Codec } from '../encoding/codec.ts'
import { record, type RecordCodec, type RecordValue } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort, UsageError, type PartyId } from '../errors.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import { choose, complete, makeOffer } from './base-ot.ts'
import {
  BASE_TRANSFERS,
  GENERATION_ID_LENGTH,
  PairGeneration,
  ZERO_SEED_LENGTH,
} from './generation.ts'
import { knowledgeProof } from './knowledge-proof.ts'
import { POINT_LENGTH } from './p256.ts'
import type { Roles } from './roles.ts'

const DIGEST_LENGTH = 32

export const pairOffer = record('pair-offer', {
  point: fixedBytes(POINT_LENGTH),
  proof: knowledgeProof,
  commitment: fixedBytes(DIGEST_LENGTH),
})

export const pairChoice = record('pair-choice', {
  points: list(fixedBytes(POINT_LENGTH), BASE_TRANSFERS),
  half: fixedBytes(ZERO_SEED_LENGTH),
})

export const pairConfirmation = record('pair-confirmation', {
  transcript: fixedBytes(DIGEST_LENGTH),
  confirmation: fixedBytes(DIGEST_LENGTH),
})

export type PairSetup = {
  /** 32 bytes that the caller draws for this setup and gives to both. */
  readonly id: Uint8Array
  readonly self: PartyId
  readonly peer: PartyId
  readonly primitives: Primitives
  readonly random: Randomness
}

export const setUpPair = (setup: PairSetup): Ceremony<PairGeneration> => {
  const { id, self, peer } = setup
  if (id.length !== SESSION_LENGTH) {
    throw new UsageError('bad-parameters', `a pair setup's id has ${SESSION_LENGTH} bytes`)
  }
  if (self === peer) throw new UsageError('bad-parameters', 'a pair is two parties')
  const session = hash('pairs/session', id, ...byParty(setup, uint16Bytes(self), uint16Bytes(peer)))
  return new Ceremony({ session, self, peers: [peer], protocol: pairSetup(setup, session) })
}

function* pairSetup(setup: PairSetup, session: Uint8Array): Protocol<PairGeneration> {
  const { self, peer, primitives, random } = setup
  const offering: Roles = { session, offerer: self, chooser: peer }
  const choosing: Roles = { session, offerer: peer, chooser: self }
  const passing: Uint8Array[] = []
  const kept: Uint8Array[] = []
  try {
    const { secret, offer } = makeOffer(offering, primitives, random)
    const half = random(ZERO_SEED_LENGTH)
    passing.push(secret, half)
    const ours = { ...offer, commitment: commitToHalf(session, self, half) }
    const theirs = yield* swap(pairOffer, peer, ours)

    const { points, seeds: sender } = choose(choosing, theirs, primitives, random)
    kept.push(sender.choices, sender.chosen)
    const choice = yield* swap(pairChoice, peer, { points, half })
    passing.push(choice.half)
    if (!equalBytes(commitToHalf(session, peer, choice.half), theirs.commitment)) {
      throw new Abort('bad-commitment', [peer], `${peer} opened another half than it committed to`)
    }
    const receiver = complete(offering, secret, offer.point, choice.points, primitives)
    const zeroSeed = hash('pairs/zero-seed', session, ...byParty(setup, half, choice.half))
    kept.push(receiver.zeros, receiver.ones, zeroSeed)

    // All that was said, with the commitments in the place of the two halves: the hash becomes the
    // generation's public name, and no secret goes into a name.
    const transcript = hash(
      'pairs/transcript',
      session,
      ...byParty(setup, pairOffer.encode(ours), pairOffer.encode(theirs)),
      ...byParty(setup, concat(...points), concat(...choice.points)),
    )
    const confirm = (party: PartyId): Uint8Array =>
      hash('pairs/confirmation', zeroSeed, transcript, uint16Bytes(party))
    const said = yield* swap(pairConfirmation, peer, { transcript, confirmation: confirm(self) })
    if (!equalBytes(said.transcript, transcript)) {
      throw new Abort('echo-mismatch', [peer], `${peer} tells another course of this setup`)
    }
    if (!equalBytes(said.confirmation, confirm(peer))) {
      throw new Abort('bad-proof', [peer], `${peer} does not show that it holds the common seed`)
    }

    kept.length = 0
    const id = transcript.slice(0, GENERATION_ID_LENGTH)
    return new PairGeneration({ id, self, peer, sender, receiver, zeroSeed })
  } finally {
    wipe(...passing, ...kept)
  }
}

/** Binds the party, or a peer could open its half by repeating ours. */
const commitToHalf = (session: Uint8Array, party: PartyId, half: Uint8Array): Uint8Array =>
  hash('pairs/half-commitment', session, uint16Bytes(party), half)

/** Both sides hash in one order: the lower party's first. */
const byParty = (
  { self, peer }: Pick<PairSetup, 'self' | 'peer'>,
  ours: Uint8Array,
  theirs: Uint8Array,
): [Uint8Array, Uint8Array] => (self < peer ? [ours, theirs] : [theirs, ours])

type Fields = Readonly<Record<string, Codec<unknown>>>

/** One round between two. */
function* swap<F extends Fields>(
  codec: RecordCodec<F>,
  peer: PartyId,
  ours: RecordValue<F>,
): Generator<Exchange<never>, RecordValue<F>, Inbox> {
  const theirs = (yield* exchange(codec, [peer], () => ours)).get(peer)
  if (theirs === undefined) throw new Error('a round ended without the message it waited for')
  return theirs
}

// Key generation, refresh and resharing as one routine: every dealer shares a constant term, and
// the sum of what was shared is the key. A new key's terms are random; an old key's are the
// dealers' shares of it, weighed. In the manner of cait-sith's KeyShare, with a third round.
// https://github.com/cronokirby/cait-sith/blob/main/docs/key-generation.md

import { decodeAll, decodeFrom, type Protocol } from '../ceremony/protocol.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort, type PartyId } from '../errors.ts'
import type { Identity } from '../identity.ts'
import type { Randomness } from '../primitives/primitives.ts'
import type { KeyShare, PublicSharing } from '../sharing/key-share.ts'
import type { Context } from './context.ts'
import { deal, reveal, wipeDealing, type OwnDealing } from './deal.ts'
import { transcriptOf, type HandoverCertificate } from './handover.ts'
import { joinShare, joinSharing } from './join.ts'
import { confirmation, pledgeMessage, revealMessage, type Dealing } from './messages.ts'
import { checkEcho, echoOf, encodeOpening } from './pledge.ts'
import { verifyDealing, type Pledged } from './verify-dealing.ts'

export type KeyResult = {
  /** Of the new sharing; a dealer that leaves has none. */
  readonly share?: KeyShare
  readonly sharing: PublicSharing
  readonly transcript: Uint8Array
  /** With it, and not before, old shares may be erased. */
  readonly certificate: HandoverCertificate
}

export type KeyProtocol<T = KeyResult> = Protocol<T, KeyShare>

/** What a party brings to a ceremony besides its plan. */
export type Own = {
  /** Of the old sharing; a dealer of an existing key deals from it. */
  readonly share?: KeyShare
  readonly identity: Identity
  readonly random: Randomness
}

export function* shareKey(context: Context, own: Own): KeyProtocol {
  const { self, dealers, holders, session } = context
  const dealing = dealers.includes(self) ? deal(context, own.share, own.random) : undefined
  try {
    const pledged = yield* exchangePledges(context, dealing)
    const dealings = yield* exchangeDealings(context, pledged, dealing, own.random)
    const openings = dealings.map(({ opening }) => opening)
    const sharing = joinSharing(context, openings)
    const share = holders.includes(self) ? joinShare(context, sharing, dealings) : undefined

    // Proofs stay out: a dealer may well prove one thing twice, differently to different parties,
    // and then the honest would sign different transcripts.
    const encoded = openings.map((opening) => encodeOpening(context, opening))
    const dealt = hash('keygen/dealt', pledged.echo, ...encoded)
    const transcript = transcriptOf(session, dealt, sharing)
    const signatures = yield* confirm(context, transcript, share, own.identity)
    const certificate = { id: context.plan.id, dealers, dealt, sharing, signatures }
    return { ...(share !== undefined && { share }), sharing, transcript, certificate }
  } finally {
    if (dealing !== undefined) wipeDealing(dealing)
  }
}

/** Round 1: after it, no dealer can choose what it deals by what the others dealt. */
function* exchangePledges(context: Context, dealing: OwnDealing | undefined): KeyProtocol<Pledged> {
  const { self, dealers } = context
  const send =
    dealing === undefined ? nothing : toPeers(context, () => pledgeMessage.encode(dealing))
  const inbox = yield { send, expect: others(dealers, self) }
  const pledges = new Map<PartyId, Uint8Array>()
  for (const [dealer, { pledge }] of decodeAll(pledgeMessage, inbox)) pledges.set(dealer, pledge)
  if (dealing !== undefined) pledges.set(self, dealing.pledge)
  return { pledges, echo: echoOf(context, pledges) }
}

/** Round 2: opens the pledges, and hands out the shares. Ends with all dealings, checked. */
function* exchangeDealings(
  context: Context,
  pledged: Pledged,
  dealing: OwnDealing | undefined,
  random: Randomness,
): KeyProtocol<readonly Dealing[]> {
  const { plan, self, dealers, holders, participants } = context
  const { group, next } = plan
  const { echo } = pledged
  const messageFor = (from: PartyId, to: PartyId) =>
    revealMessage(group, next.threshold, {
      fromDealer: dealers.includes(from),
      toHolder: holders.includes(to),
    })

  const dealingFor = dealing && reveal(context, dealing, echo, random)
  const ours = (to: PartyId) => (dealingFor === undefined ? [] : [dealingFor(to)])
  const send = toPeers(context, (to) => messageFor(self, to).encode({ echo, dealings: ours(to) }))
  const inbox = yield { send, expect: others(participants, self) }

  const revealed = [...inbox].map(([sender, bytes]) => ({
    sender,
    ...decodeFrom(messageFor(sender, self), sender, bytes),
  }))
  // All echoes before any dealing: only what all have heard alike can be held against a dealer.
  for (const { sender, echo: theirs } of revealed) checkEcho(context, sender, echo, theirs)
  for (const { sender, dealings } of revealed) {
    for (const theirs of dealings) verifyDealing(context, sender, pledged, theirs)
  }
  const all = [...revealed, { sender: self, dealings: ours(self) }]
  return all.toSorted((a, b) => a.sender - b.sender).flatMap(({ dealings }) => dealings)
}

/** Round 3: nobody has the result before every new holder has signed that it holds its share. */
function* confirm(
  context: Context,
  transcript: Uint8Array,
  share: KeyShare | undefined,
  identity: Identity,
): KeyProtocol<readonly Uint8Array[]> {
  const { self, holders } = context
  const signatures = new Map<PartyId, Uint8Array>()
  if (share !== undefined) signatures.set(self, identity.sign(transcript))
  const ours = signatures.get(self)
  const send =
    ours === undefined ? nothing : toPeers(context, () => confirmation.encode({ signature: ours }))
  // Who has signed may be held to it by a certificate made elsewhere: the share must outlive us.
  const checkpoint = share !== undefined && { checkpoint: share }
  const inbox = yield { send, expect: others(holders, self), ...checkpoint }

  for (const [holder, { signature }] of decodeAll(confirmation, inbox)) {
    if (!identity.verify(holder, transcript, signature)) {
      throw new Abort('bad-signature', [holder], `${holder} did not sign what all have heard`)
    }
    signatures.set(holder, signature)
  }
  return holders.flatMap((holder) => signatures.get(holder) ?? [])
}

const nothing: ReadonlyMap<PartyId, Uint8Array> = new Map()

const others = (parties: readonly PartyId[], self: PartyId): PartyId[] =>
  parties.filter((party) => party !== self)

const toPeers = (
  { participants, self }: Context,
  compose: (to: PartyId) => Uint8Array,
): ReadonlyMap<PartyId, Uint8Array> =>
  new Map(others(participants, self).map((to) => [to, compose(to)]))

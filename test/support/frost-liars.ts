import { Ceremony } from '../../src/threshold/ceremony/ceremony.ts'
import { exchange, type Protocol } from '../../src/threshold/ceremony/protocol.ts'
import { hash } from '../../src/threshold/encoding/transcript.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { commitmentList, type SignerNonces } from '../../src/threshold/frost/aggregate.ts'
import { deal, sharesFor } from '../../src/threshold/frost/dealing.ts'
import { pledgeOf, pledgesEcho, signingEcho } from '../../src/threshold/frost/echo.ts'
import {
  confirmationMessage,
  echoMessage,
  keyShareMessage,
  nonceMessage,
  pledgeMessage,
  revealMessage,
  signatureShareMessage,
  type Echo,
  type NoncePoints,
  type Package,
} from '../../src/threshold/frost/messages.ts'
import {
  frostPublic,
  generatorOf,
  identifierOf,
  readScalar,
  scalarBytes,
  suiteOf,
} from '../../src/threshold/frost/suite.ts'
import type { Group } from '../../src/threshold/groups/group.ts'
import { decodeScalar } from '../../src/threshold/groups/scalar.ts'
import type { Holders } from '../../src/threshold/sharing/holders.ts'
import type { KeyShare } from '../../src/threshold/sharing/key-share.ts'
import { seededRandom } from './randomness.ts'

type Seat = {
  readonly session: Uint8Array
  readonly self: PartyId
  readonly peers: readonly PartyId[]
}

/** What a lying signer changes in what it says; all else it does as it should, to everybody. */
export type SignerLie = {
  readonly nonces?: (to: PartyId, right: NoncePoints) => NoncePoints
  readonly echo?: (to: PartyId, right: Echo) => Echo
  readonly share?: (to: PartyId, right: bigint) => bigint
  /** Signs with this key share. */
  readonly key?: KeyShare
  /** Signs this message. */
  readonly message?: Uint8Array
}

/** A signer that checks nothing, and lies. */
export const lyingSigner = (
  seat: Seat,
  share: KeyShare,
  message: Uint8Array,
  lie: SignerLie,
): Ceremony<Uint8Array> =>
  new Ceremony({ ...seat, protocol: lyingSignature(seat, share, message, lie) })

function* lyingSignature(
  { session, self, peers }: Seat,
  share: KeyShare,
  message: Uint8Array,
  lie: SignerLie,
): Protocol<Uint8Array> {
  const { sharing } = share
  const suite = suiteOf(sharing.group)
  const { frost, group } = suite
  const secret = {
    identifier: identifierOf(suite, self),
    signingShare: scalarBytes(suite, decodeScalar((lie.key ?? share).secret, group.order)),
  }
  const { nonces, commitments } = frost.commit(secret, generatorOf(seededRandom('liar')))
  const right: NoncePoints = {
    hiding: suite.decodePoint(commitments.hiding),
    binding: suite.decodePoint(commitments.binding),
  }
  const told = (to: PartyId): NoncePoints => lie.nonces?.(to, right) ?? right
  const heard = yield* exchange(nonceMessage(group), peers, told)

  yield* exchange(echoMessage, peers, (to) => {
    const known: SignerNonces = new Map([...heard, [self, told(to)]])
    const echo = signingEcho(suite, session, message, known)
    return lie.echo?.(to, echo) ?? echo
  })

  const key = frostPublic(suite, sharing, [self, ...peers])
  const list = commitmentList(suite, new Map([...heard, [self, right]]))
  const signed = frost.signShare(secret, key, nonces, list, lie.message ?? message)
  const honest = readScalar(suite, signed)
  yield* exchange(signatureShareMessage(group), peers, (to) => ({
    share: lie.share?.(to, honest) ?? honest,
  }))
  return new Uint8Array()
}

/** What a lying dealer changes in what it says. */
export type DealerLie = {
  /** What it pledges and opens. */
  readonly opened?: (right: Package) => Package
  /** What it opens, whatever it pledged. */
  readonly reopened?: (to: PartyId, pledged: Package) => Package
  readonly pledge?: (to: PartyId, right: Uint8Array) => Uint8Array
  readonly echo?: (to: PartyId, right: Uint8Array) => Uint8Array
  readonly share?: (to: PartyId, right: bigint, all: ReadonlyMap<PartyId, bigint>) => bigint
}

/** A dealer that checks nothing, and lies; it always confirms another key. */
export const lyingDealer = (
  seat: Seat,
  group: Group,
  holders: Holders,
  lie: DealerLie,
): Ceremony<KeyShare> =>
  new Ceremony({ ...seat, protocol: lyingDealing(seat, group, holders, lie) })

function* lyingDealing(
  { session, self, peers }: Seat,
  group: Group,
  holders: Holders,
  lie: DealerLie,
): Protocol<KeyShare> {
  const suite = suiteOf(group)
  const dealt = deal(suite, self, holders, seededRandom('liar'))
  const opened = lie.opened?.(dealt.opened) ?? dealt.opened
  const pledge = pledgeOf(group, session, self, opened)
  const pledges = yield* exchange(pledgeMessage, peers, (to) => ({
    pledge: lie.pledge?.(to, pledge) ?? pledge,
  }))

  const heard = new Map([...pledges].map(([peer, { pledge }]) => [peer, pledge]))
  const reveals = yield* exchange(revealMessage(group, holders.threshold), peers, (to) => {
    const told = lie.pledge?.(to, pledge) ?? pledge
    const echo = pledgesEcho(session, new Map([...heard, [self, told]]))
    return {
      echo: lie.echo?.(to, echo) ?? echo,
      opened: lie.reopened?.(to, opened) ?? opened,
    }
  })

  const packages = new Map([...reveals].map(([peer, { opened }]) => [peer, opened]))
  const shares = sharesFor(suite, dealt.polynomial, packages)
  yield* exchange(keyShareMessage(group), peers, (to) => {
    const right = shares.get(to) ?? 0n
    return { share: lie.share?.(to, right, shares) ?? right }
  })
  yield* exchange(confirmationMessage, peers, () => ({ key: hash('another key') }))
  throw new Error('a lying dealer has no use for a key')
}

/**
 * FROST's key generation, after Pedersen, in @noble/curves' shape: pledged, so that nobody chooses
 * its part after seeing the others', and echoed, so that all have one and the same key.
 *
 * @see https://eprint.iacr.org/2020/852 figure 1
 */
import { Ceremony } from '../ceremony/ceremony.ts'
import { exchange, type Protocol } from '../ceremony/protocol.ts'
import { concat, equalBytes, wipe } from '../encoding/bytes.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort, UsageError, type PartyId } from '../errors.ts'
import type { Group } from '../groups/group.ts'
import { encodeScalar, SCALAR_LENGTH } from '../groups/scalar.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { verifyShare } from '../sharing/feldman.ts'
import { ascending, holdersProblem, type Holders } from '../sharing/holders.ts'
import type { KeyShare } from '../sharing/key-share.ts'
import { idProblem } from './admit.ts'
import { deal, joinShares, sharesFor } from './dealing.ts'
import { checkEcho, pledgeOf, pledgesEcho } from './echo.ts'
import {
  confirmationMessage,
  keyContext,
  keyShareMessage,
  pledgeMessage,
  revealMessage,
  type Package,
} from './messages.ts'
import { suiteOf, type FrostSuite } from './suite.ts'

export type FrostKeyGeneration = {
  /** Random, and never used for another ceremony. */
  readonly id: Uint8Array
  /** Ed25519 or secp256k1. */
  readonly group: Group
  readonly next: Holders
  readonly self: PartyId
  readonly random: Randomness
}

/** Makes a key that no one holds, and that `signFrost` signs with. */
export const generateFrostKey = (generation: FrostKeyGeneration): Ceremony<KeyShare> => {
  const { id, group, next, self, random } = generation
  const suite = suiteOf(group)
  const problem = idProblem(id) ?? holdersProblem(next)
  if (problem !== undefined) throw new UsageError('bad-parameters', problem)
  if (!next.parties.includes(self)) {
    throw new UsageError('bad-parameters', `${self} has no part in this`)
  }
  const { epoch, threshold } = next
  const holders = { epoch, threshold, parties: ascending(next.parties) }
  const session = hash(
    'frost/key-generation',
    keyContext.encode({ id, group: group.name, ...holders }),
  )
  const peers = holders.parties.filter((party) => party !== self)
  const context = { suite, session, self, peers, holders, random }
  return new Ceremony({ session, self, peers, protocol: protocol(context) })
}

type Context = {
  readonly suite: FrostSuite
  readonly session: Uint8Array
  readonly self: PartyId
  readonly peers: readonly PartyId[]
  readonly holders: Holders
  readonly random: Randomness
}

function* protocol(context: Context): Protocol<KeyShare> {
  const { suite, session, self, peers, holders, random } = context
  const { frost, group, decodePoint } = suite
  const { polynomial, opened } = deal(suite, self, holders, random)
  const secret = new Uint8Array(SCALAR_LENGTH)
  let confirmed = false
  try {
    const pledge = pledgeOf(group, session, self, opened)
    const heard = yield* exchange(pledgeMessage, peers, () => ({ pledge }))
    const pledges = new Map([...heard].map(([peer, { pledge }]) => [peer, pledge]))

    const echo = pledgesEcho(session, new Map([...pledges, [self, pledge]]))
    const revealed = revealMessage(group, holders.threshold)
    const reveals = yield* exchange(revealed, peers, () => ({ echo, opened }))
    const packages = new Map([...reveals].map(([peer, { opened }]) => [peer, opened]))
    checkPledges(context, pledges, packages)
    for (const [peer, reveal] of reveals) checkEcho(peer, peers, echo, reveal.echo)

    const dealt = sharesFor(suite, polynomial, packages)
    const sent = yield* exchange(keyShareMessage(group), peers, (to) => ({
      share: need(dealt, to),
    }))
    const shares = new Map([...sent].map(([peer, { share }]) => [peer, share]))
    checkShares(context, packages, shares)

    const joined = joinShares(suite, polynomial, packages, shares)
    secret.set(encodeScalar(joined.secret))
    const key = hash('frost/key', session, concat(...joined.commitments))
    const confirmations = yield* exchange(confirmationMessage, peers, () => ({ key }))
    for (const [peer, { key: theirs }] of confirmations) {
      // The pledges determine the key, and all heard the same ones.
      if (equalBytes(theirs, key)) continue
      throw new Abort('wrong-key', [peer], `${peer} confirms another key`)
    }
    confirmed = true
    return {
      sharing: { ...holders, group, commitments: joined.commitments.map(decodePoint) },
      self,
      secret,
    }
  } finally {
    frost.DKG.clean(polynomial)
    if (!confirmed) wipe(secret)
  }
}

const checkPledges = (
  { suite: { group }, session }: Context,
  pledges: ReadonlyMap<PartyId, Uint8Array>,
  packages: ReadonlyMap<PartyId, Package>,
): void => {
  for (const [peer, opened] of packages) {
    if (equalBytes(pledgeOf(group, session, peer, opened), need(pledges, peer))) continue
    throw new Abort('bad-commitment', [peer], `${peer} opened something else than it pledged`)
  }
}

const checkShares = (
  { suite: { group }, self }: Context,
  packages: ReadonlyMap<PartyId, Package>,
  shares: ReadonlyMap<PartyId, bigint>,
): void => {
  for (const [peer, share] of shares) {
    if (verifyShare(group, need(packages, peer).commitments, self, share)) continue
    throw new Abort('bad-share', [peer], `the share of ${peer} is not on its polynomial`)
  }
}

const need = <T>(map: ReadonlyMap<PartyId, T>, party: PartyId): T => {
  const value = map.get(party)
  if (value === undefined) throw new Abort('internal', [], `nothing from ${party}`)
  return value
}

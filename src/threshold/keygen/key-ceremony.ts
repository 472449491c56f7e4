import { Ceremony } from '../ceremony/ceremony.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { fitsSharing, type KeyShare } from '../sharing/key-share.ts'
import { sameSharing } from '../sharing/sharing-codec.ts'
import { contextOf } from './context.ts'
import { shareKey, type KeyResult, type Own } from './keygen.ts'
import { dealersOf, participantsOf, planProblem, type Plan } from './plan.ts'

/** The checkpoint is the new share: to be kept beside the old one until a certificate decides. */
export type KeyCeremony = Ceremony<KeyResult, KeyShare>

/** What a party brings to each of its key ceremonies. */
export type KeyParty = Own & { readonly self: PartyId }

export const keyCeremony = (plan: Plan, { self, ...own }: KeyParty): KeyCeremony => {
  const problem = planProblem(plan) ?? partyProblem(plan, self, own.share)
  if (problem !== undefined) throw new UsageError('bad-parameters', problem)
  const context = contextOf(plan, self)
  const { session, participants } = context
  const peers = participants.filter((party) => party !== self)
  return new Ceremony({ session, self, peers, protocol: shareKey(context, own) })
}

/** What would make the others blame an honest party, or make it deal from the wrong share. */
const partyProblem = (
  plan: Plan,
  self: PartyId,
  share: KeyShare | undefined,
): string | undefined => {
  const { previous } = plan
  if (!participantsOf(plan).includes(self)) return `${self} has no part in this`
  if (previous === undefined) {
    return share === undefined ? undefined : 'a new key does not come from an old share'
  }
  if (share === undefined) {
    return dealersOf(plan).includes(self) ? 'a dealer needs its share of the key' : undefined
  }
  if (share.self !== self) return `this is the share of ${share.self}`
  if (!sameSharing(share.sharing, previous.sharing)) {
    return `this share is of another sharing, of epoch ${share.sharing.epoch}`
  }
  return fitsSharing(share) ? undefined : 'this share does not fit its sharing'
}

import type { PartyId } from '../../src/threshold/errors.ts'
import type { Group } from '../../src/threshold/groups/group.ts'
import { encodeScalar, randomScalar } from '../../src/threshold/groups/scalar.ts'
import type { Randomness } from '../../src/threshold/primitives/primitives.ts'
import { commit } from '../../src/threshold/sharing/feldman.ts'
import type { KeyShare, PublicSharing } from '../../src/threshold/sharing/key-share.ts'
import { evaluate, randomPolynomial } from '../../src/threshold/sharing/polynomial.ts'

/**
 * Key shares from a dealer who knows the secret: for tests of what comes after key generation.
 * The product has no such dealer.
 */
export const dealShares = (
  group: Group,
  options: {
    readonly parties: readonly PartyId[]
    readonly threshold: number
    readonly random: Randomness
    readonly epoch?: number
    readonly secret?: bigint
  },
): ReadonlyMap<PartyId, KeyShare> => {
  const { threshold, random, epoch = 1, secret = randomScalar(group.order, random) } = options
  const parties = options.parties.toSorted((a, b) => a - b)
  const polynomial = randomPolynomial(secret, threshold, group.order, random)
  const commitments = commit(group, polynomial)
  const sharing: PublicSharing = { group, epoch, threshold, parties, commitments }
  return new Map(
    parties.map((self) => [
      self,
      { sharing, self, secret: encodeScalar(evaluate(polynomial, self, group.order)) },
    ]),
  )
}

/** The share of one party, which must be there. */
export const shareOf = (shares: ReadonlyMap<PartyId, KeyShare>, party: PartyId): KeyShare => {
  const share = shares.get(party)
  if (share === undefined) throw new Error(`no share was dealt to ${party}`)
  return share
}

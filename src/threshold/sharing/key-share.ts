import { EncodingError, type PartyId } from '../errors.ts'
import type { Group, Point } from '../groups/group.ts'
import { decodeScalar } from '../groups/scalar.ts'
import { evaluateCommitments, verifyShare } from './feldman.ts'
import { holdersProblem, type Holders } from './holders.ts'

/** All that is public about a shared key. */
export type PublicSharing = Holders & {
  readonly group: Group
  /** Ascending. */
  readonly parties: readonly PartyId[]
  /** The joint polynomial's commitments, `threshold` many; the first is the public key. */
  readonly commitments: readonly Point[]
}

/** One party's part of a key; `secret` is a scalar in bytes, so that it can be overwritten. */
export type KeyShare = {
  readonly sharing: PublicSharing
  readonly self: PartyId
  readonly secret: Uint8Array
}

export const publicKey = ({ group, commitments }: PublicSharing): Point =>
  commitments[0] ?? group.zero

/** The point that a party's share must have. */
export const publicShare = ({ group, commitments }: PublicSharing, party: PartyId): Point =>
  evaluateCommitments(group, commitments, party)

/** What is wrong with a sharing in itself, in words. */
export const sharingProblem = (sharing: PublicSharing): string | undefined => {
  const { parties, threshold, commitments } = sharing
  const problem = holdersProblem(sharing)
  if (problem !== undefined) return problem
  if (parties.some((party, i) => party <= (parties[i - 1] ?? 0))) return 'parties do not ascend'
  if (commitments.length !== threshold) {
    return `${threshold} commitments belong to this threshold, not ${commitments.length}`
  }
  if (commitments.some((commitment) => commitment.is0())) return 'a commitment is the identity'
  return undefined
}

/** Whether the secret is the one that its sharing commits to for this party. */
export const fitsSharing = ({ sharing, self, secret }: KeyShare): boolean => {
  const { group, parties, commitments } = sharing
  if (!parties.includes(self)) return false
  try {
    return verifyShare(group, commitments, self, decodeScalar(secret, group.order))
  } catch (error) {
    if (error instanceof EncodingError) return false
    throw error
  }
}

import type { PartyId } from '../errors.ts'
import type { Group, Point } from '../groups/group.ts'
import { evaluateCommitments } from './feldman.ts'

/** All that is public about a shared key. */
export type PublicSharing = {
  readonly group: Group
  readonly epoch: number
  readonly threshold: number
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

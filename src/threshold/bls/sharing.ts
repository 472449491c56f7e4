import { UsageError, type PartyId } from '../errors.ts'
import type { PublicSharing } from '../sharing/key-share.ts'

/** Refuses a sharing that is not of a key in G2, or that contradicts itself. */
export const checkNetworkKey = (sharing: PublicSharing): void => {
  if (sharing.group.name !== 'bls12-381-g2') {
    throw new UsageError('bad-parameters', `a key of ${sharing.group.name} makes no BLS signature`)
  }
  if (sharing.commitments.length !== sharing.threshold) {
    throw new UsageError('bad-parameters', 'a sharing has as many commitments as its threshold')
  }
}

export const checkMember = (sharing: PublicSharing, party: PartyId): void => {
  if (sharing.parties.includes(party)) return
  throw new UsageError('bad-parameters', `${party} holds no share of this key`)
}

import { UsageError, type PartyId } from '../errors.ts'
import { sharingProblem, type PublicSharing } from '../sharing/key-share.ts'

/** Refuses a sharing that is not of a key in G2, or not sound in itself. */
export const checkNetworkKey = (sharing: PublicSharing): void => {
  if (sharing.group.name !== 'bls12-381-g2') {
    throw new UsageError('bad-parameters', `a key of ${sharing.group.name} makes no BLS signature`)
  }
  const problem = sharingProblem(sharing)
  if (problem !== undefined) throw new UsageError('bad-parameters', problem)
}

export const checkMember = (sharing: PublicSharing, party: PartyId): void => {
  if (sharing.parties.includes(party)) return
  throw new UsageError('bad-parameters', `${party} holds no share of this key`)
}

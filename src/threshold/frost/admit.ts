import { hash } from '../encoding/transcript.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { ascending } from '../sharing/holders.ts'
import { fitsSharing, sharingProblem, type KeyShare } from '../sharing/key-share.ts'
import { CEREMONY_ID_LENGTH, signingContext } from './messages.ts'

/** Refuses what no honest caller would start, and what would make an honest signer look false. */
export const admitSigning = (signing: {
  readonly id: Uint8Array
  readonly share: KeyShare
  readonly signers: readonly PartyId[]
}): { readonly session: Uint8Array; readonly signers: readonly PartyId[] } => {
  const { id, share } = signing
  const { group, epoch, threshold, parties, commitments } = share.sharing
  const signers = ascending(signing.signers)
  const problem = idProblem(id) ?? sharingProblem(share.sharing) ?? signersProblem(share, signers)
  if (problem !== undefined) throw new UsageError('bad-parameters', problem)
  const context = { id, group: group.name, epoch, threshold, parties, commitments, signers }
  return { session: hash('frost/signing', signingContext(group).encode(context)), signers }
}

export const idProblem = (id: Uint8Array): string | undefined =>
  id.length === CEREMONY_ID_LENGTH ? undefined : `an id has ${CEREMONY_ID_LENGTH} bytes`

const signersProblem = (share: KeyShare, signers: readonly PartyId[]): string | undefined => {
  const { threshold, parties } = share.sharing
  if (new Set(signers).size !== signers.length) return 'a signer is named twice'
  if (signers.length !== threshold) return `exactly ${threshold} signers, not ${signers.length}`
  if (!signers.every((party) => parties.includes(party))) return 'a signer holds no share'
  if (!signers.includes(share.self)) return 'we are not among the signers'
  return fitsSharing(share) ? undefined : 'this share does not fit its sharing'
}

import type { Point } from '../groups/group.ts'
import { publicShare, type PublicSharing } from '../sharing/key-share.ts'
import { proofHolds } from './dleq.ts'
import { signedBy } from './pairing.ts'
import { hashForPurpose, type BlsPurpose } from './purpose.ts'
import type { BlsShare } from './share.ts'
import { checkMember, checkNetworkKey } from './sharing.ts'

type Signed = {
  readonly purpose: BlsPurpose
  readonly message: Uint8Array
}

type ShareOf = Signed & {
  readonly sharing: PublicSharing
  readonly share: BlsShare
}

export const verifyBls = (
  options: Signed & { readonly publicKey: Point; readonly signature: Point },
): boolean => {
  const { publicKey, purpose, message, signature } = options
  return signedBy(publicKey, hashForPurpose(purpose, message), signature)
}

/** By the proof that came with the share, at half the cost; a share without one does not pass. */
export const verifyBlsShare = (options: ShareOf): boolean => {
  const { sharing, purpose, message, share } = options
  checkNetworkKey(sharing)
  checkMember(sharing, share.party)
  if (share.proof === undefined) return false
  const hashed = hashForPurpose(purpose, message)
  return proofHolds({ ...share, sharing, hashed }, share.proof)
}

/** By two pairings, which need nothing but the share. */
export const verifyBlsShareByPairing = (options: ShareOf): boolean => {
  const { sharing, purpose, message, share } = options
  checkNetworkKey(sharing)
  checkMember(sharing, share.party)
  const held = publicShare(sharing, share.party)
  return signedBy(held, hashForPurpose(purpose, message), share.signature)
}

import { Abort, UsageError, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { publicKey, publicShare, type PublicSharing } from '../sharing/key-share.ts'
import { decryptionIdentity } from './decryption-identity.ts'
import { proofHolds } from './dleq.ts'
import { interpolateAtZero } from './interpolate.ts'
import { signedBy } from './pairing.ts'
import { G1, inG1 } from './points.ts'
import { hashForPurpose, type BlsPurpose } from './purpose.ts'
import type { BlsShare } from './share.ts'
import { checkMember, checkNetworkKey } from './sharing.ts'

export type CombinedBls = {
  /** Verified under the key. */
  readonly signature: Point
  /** Whose share was seen to be wrong; the others sufficed. */
  readonly wrong: readonly PartyId[]
}

/**
 * Joins a threshold of shares, or more, into the key's signature. Nothing is checked one by one
 * until the joined signature fails; then the wrong shares are named, and what is left is joined if
 * it suffices.
 */
export const combineBls = (options: {
  readonly sharing: PublicSharing
  readonly purpose: BlsPurpose
  readonly message: Uint8Array
  readonly shares: readonly BlsShare[]
}): CombinedBls => {
  const { sharing, purpose, message, shares } = options
  checkNetworkKey(sharing)
  checkShares(sharing, shares)
  const hashed = hashForPurpose(purpose, message)

  const join = (chosen: readonly BlsShare[]): Point | undefined => {
    const points = chosen.map((share) => [share.party, inG1(share.signature)] as const)
    const signature = interpolateAtZero(G1, new Map(points))
    return signedBy(publicKey(sharing), hashed, signature) ? signature : undefined
  }

  const first = join(shares.slice(0, sharing.threshold))
  if (first !== undefined) return { signature: first, wrong: [] }

  const right = shares.filter(({ party, signature, proof }) =>
    proof === undefined
      ? signedBy(publicShare(sharing, party), hashed, signature)
      : proofHolds({ sharing, party, hashed, signature }, proof),
  )
  const wrong = shares.filter((share) => !right.includes(share)).map(({ party }) => party)
  const second =
    right.length < sharing.threshold ? undefined : join(right.slice(0, sharing.threshold))
  if (second !== undefined) return { signature: second, wrong }
  throw new Abort('bad-share', wrong, `${right.length} right shares are too few`)
}

/** Joins shares of a decryption key; the signature is what `ibeDecrypt` opens with. */
export const combineDecryptionKey = (options: {
  readonly sharing: PublicSharing
  readonly policy: Uint8Array
  readonly shares: readonly BlsShare[]
}): CombinedBls => {
  const { sharing, policy, shares } = options
  const message = decryptionIdentity(publicKey(sharing), policy)
  return combineBls({ sharing, purpose: 'decryption', message, shares })
}

const checkShares = (sharing: PublicSharing, shares: readonly BlsShare[]): void => {
  if (shares.length < sharing.threshold) {
    throw new UsageError('bad-parameters', `${sharing.threshold} shares wanted`)
  }
  if (new Set(shares.map(({ party }) => party)).size !== shares.length) {
    throw new UsageError('bad-parameters', 'two shares of one party')
  }
  for (const { party } of shares) checkMember(sharing, party)
}

import { equalBytes } from '../encoding/bytes.ts'
import { UsageError, type PartyId } from '../errors.ts'
import type { VerifyIdentity } from '../identity.ts'
import { combine } from './combine.ts'
import type { BoundRequest } from './request.ts'
import { verifyShareStatement, type SignatureShare } from './signature-share.ts'

/** A signature that is said to have failed. */
export type Failure = {
  readonly headerHash: Uint8Array
  readonly bound: BoundRequest
  readonly signers: readonly PartyId[]
  readonly shares: readonly SignatureShare[]
}

/**
 * Refuses unless each signer signed exactly one of these shares, all for this request, and they
 * do not join. Without that a carrier could have honest signers open, or blamed, for nothing.
 */
export const requireFailure = (verify: VerifyIdentity, failure: Failure): void => {
  const { headerHash, bound, signers, shares } = failure
  const joined = combine(bound, signers, shares)
  for (const share of shares) {
    if (!equalBytes(share.header, headerHash)) {
      throw new UsageError('refused', `${share.party} answered for another header`)
    }
    if (!verifyShareStatement(verify, share)) {
      throw new UsageError('refused', `the share of ${share.party} is not signed by it`)
    }
  }
  if (joined.kind === 'signature') {
    throw new UsageError('refused', 'the shares join: there is nobody to blame')
  }
  if (joined.kind === 'other-request') {
    const parties = joined.parties.join(', ')
    throw new UsageError('refused', `${parties} answered another request than this one`)
  }
}

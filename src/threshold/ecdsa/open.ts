import { equalBytes } from '../encoding/bytes.ts'
import { UsageError } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Identity } from '../identity.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { combine } from './combine.ts'
import { proveEqualLogs } from './equal-logs.ts'
import type { OpeningBudget } from './opening-budget.ts'
import { openingClaim, openingRecord, openingStatement, productsOf } from './opening.ts'
import type { Presignature } from './presignature.ts'
import type { SigningRequest } from './request.ts'
import { requestOn } from './sign.ts'
import {
  signatureShareRecord,
  verifyShareStatement,
  type SignatureShare,
} from './signature-share.ts'

/**
 * Opens this signer's phi in the exponent, once, and only after seeing for itself that signed
 * shares for one and the same request do not join. What opens is no secret of the key's, but too
 * many openings would be: the budget is spent first.
 */
export const openPresignature = (options: {
  readonly identity: Identity
  readonly presignature: Presignature
  readonly request: SigningRequest
  readonly shares: readonly SignatureShare[]
  readonly budget: OpeningBudget
  readonly random: Randomness
}): Uint8Array => {
  const { identity, presignature, request, shares, budget, random } = options
  const { headerHash, self, contributions, received } = presignature
  const { binding } = requireFailure(identity, presignature, request, shares)
  if (presignature.state !== 'bound') {
    throw new UsageError('wrong-phase', `a ${presignature.state} presignature is not opened`)
  }
  if (!budget.take()) throw new UsageError('refused', 'this key has no opening left in this epoch')
  const phi = presignature.open()
  const opened = {
    header: headerHash,
    party: self,
    binding,
    phi: secp256k1.base.multiply(phi),
    products: productsOf(phi, contributions),
  }
  const proof = proveEqualLogs(random, phi, openingClaim(opened, contributions))
  const statement = { ...opened, proof, received }
  return openingRecord.encode({ statement, signature: identity.sign(openingStatement(statement)) })
}

const requireFailure = (
  { verify }: Identity,
  presignature: Presignature,
  request: SigningRequest,
  shares: readonly SignatureShare[],
): { readonly binding: Uint8Array } => {
  const { headerHash, self, header } = presignature
  const refuse = (message: string): never => {
    throw new UsageError('refused', message)
  }
  const bound = requestOn(presignature, request)
  const own = presignature.answerTo(bound.binding)
  if (own === undefined) refuse('we gave no share for this request')
  for (const share of shares) {
    if (!equalBytes(share.header, headerHash)) refuse(`${share.party} answered for another header`)
    if (!verifyShareStatement(verify, share)) refuse(`the share of ${share.party} is not signed`)
    if (
      share.party === self &&
      !equalBytes(signatureShareRecord.encode(share), own ?? headerHash)
    ) {
      refuse('our own share was changed')
    }
  }
  const joined = combine(bound, header.signers, shares)
  if (joined.kind === 'signature') refuse('the shares join: there is nobody to blame')
  if (joined.kind === 'other-request') {
    refuse(`${joined.parties.join(', ')} signed another request: the requester asked for two`)
  }
  return bound
}

import { equalBytes } from '../encoding/bytes.ts'
import { UsageError } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Identity } from '../identity.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { proveEqualLogs } from './equal-logs.ts'
import { requireFailure } from './failed-shares.ts'
import type { OpeningBudget } from './opening-budget.ts'
import { openingClaim, openingRecord, openingStatement, productsOf } from './opening.ts'
import type { Presignature } from './presignature.ts'
import type { SigningRequest } from './request.ts'
import { requestOn } from './sign.ts'
import { signatureShareRecord, type SignatureShare } from './signature-share.ts'

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
  const { headerHash, self, header, contributions, received } = presignature
  const bound = requestOn(presignature, request)
  requireOwnShare(presignature, bound.binding, shares)
  requireFailure(identity.verify, { headerHash, bound, signers: header.signers, shares })
  if (presignature.state !== 'bound') {
    throw new UsageError('wrong-phase', `a ${presignature.state} presignature is not opened`)
  }
  if (!budget.take()) throw new UsageError('refused', 'this key has no opening left in this epoch')
  const phi = presignature.open()
  const opened = {
    header: headerHash,
    party: self,
    binding: bound.binding,
    phi: secp256k1.base.multiply(phi),
    products: productsOf(phi, contributions),
  }
  const proof = proveEqualLogs(random, phi, openingClaim(opened, contributions))
  const statement = { ...opened, proof, received }
  return openingRecord.encode({ statement, signature: identity.sign(openingStatement(statement)) })
}

/** Shares that leave ours out, or change it, say nothing about whether what we sent joins. */
const requireOwnShare = (
  presignature: Presignature,
  binding: Uint8Array,
  shares: readonly SignatureShare[],
): void => {
  const stored = presignature.answerTo(binding)
  if (stored === undefined) throw new UsageError('refused', 'we gave no share for this request')
  const shown = shares.filter(({ party }) => party === presignature.self)
  if (!shown.every((share) => equalBytes(signatureShareRecord.encode(share), stored))) {
    throw new UsageError('refused', 'our own share was changed')
  }
}

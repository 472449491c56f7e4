import { nodeSetId } from '../../../protocol/deployment.ts'
import type { Proof } from '../../../protocol/proof.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { MANAGE_SECONDS, type Statement } from '../../../protocol/statement.ts'
import type { AuthParts } from './auth-parts.ts'
import { checkStatement } from './check-statement.ts'
import { verifyOpenId } from './openid/verify-open-id.ts'
import { verifyPasskey } from './passkey/verify-passkey.ts'
import type { Proven } from './proven.ts'
import { secondsOf } from './times.ts'
import { verifyWallet } from './wallet/verify-wallet.ts'

/**
 * Who stands behind a statement. Judges the statement and the proof for it, and remembers nothing:
 * that a proof opens one session is `openSession`'s to hold.
 */
export const verifyProof = async (
  parts: AuthParts,
  statement: Statement,
  proof: Proof,
  now: number,
): Promise<Proven> => {
  checkStatement(statement, nodeSetId(parts.deployment), now)
  const proven = await verifyBy(parts, statement, proof, now)
  if (statement.abilities.includes('manage') && proven.provenAt < secondsOf(now) - MANAGE_SECONDS) {
    throw new ProtocolError('stale-proof', 'prove again who you are: it was too long ago', {
      details: { provenAt: proven.provenAt },
    })
  }
  return proven
}

const verifyBy = async (
  parts: AuthParts,
  statement: Statement,
  proof: Proof,
  now: number,
): Promise<Proven> => {
  switch (proof.kind) {
    case 'openid':
      return verifyOpenId(parts, statement, proof, now)
    case 'passkey':
      return verifyPasskey(parts, statement, proof)
    default:
      return verifyWallet(parts, statement, proof)
  }
}

import type { Hex } from 'viem'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { whyNot } from '../permissions/may-use.ts'
import type { Operation } from '../permissions/operation.ts'
import type { Session } from '../sessions/certificate-checker.ts'
import type { WalletParts } from './wallet-parts.ts'

/** Throws unless the registry lets whoever has the session do this with the key, now. */
export const requirePermission = async (
  { signing, keys, minted, now }: Pick<WalletParts, 'signing' | 'keys' | 'minted' | 'now'>,
  { certificate }: Session,
  publicKey: Hex,
  operation: Operation,
): Promise<void> => {
  // Before the chain is asked: anybody could name keys without end.
  if (signing.sharingOf(publicKey) === undefined) {
    throw new ProtocolError('unknown-key', 'this node holds no share of that key')
  }
  const records = await keys.read(publicKey)
  const refusal = whyNot(certificate, records, operation)
  if (refusal !== undefined) throw refusal
  minted.note(publicKey, records, Math.floor(now() / 1000))
}

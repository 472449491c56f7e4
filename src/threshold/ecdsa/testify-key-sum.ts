import type { PartyId } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Identity } from '../identity.ts'
import type { PairGeneration } from '../pairs/generation.ts'
import { zeroShareParts } from '../pairs/zero-sharing.ts'
import type { Contribution } from './contribution.ts'
import { keySumEvidenceRecord, keySumStatement } from './key-sum-evidence.ts'

const { order, base } = secp256k1

/**
 * When the key shares do not sum to the key: the points of this signer's share of zero, which tell
 * nothing of any secret since the session is burned, with what everybody told it.
 */
export const testifyKeySum = (
  identity: Identity,
  header: Uint8Array,
  party: PartyId,
  pairs: readonly PairGeneration[],
  contributions: readonly Contribution[],
): Uint8Array => {
  const parts = [...zeroShareParts(pairs, header, order)].map(([peer, scalar]) => ({
    peer,
    point: base.multiply(scalar),
  }))
  const said = { header, party, parts, contributions }
  return keySumEvidenceRecord.encode({
    statement: said,
    signature: identity.sign(keySumStatement(said)),
  })
}

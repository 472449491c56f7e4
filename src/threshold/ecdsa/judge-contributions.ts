import { equalBytes } from '../encoding/bytes.ts'
import type { PartyId } from '../errors.ts'
import type { VerifyIdentity } from '../identity.ts'
import { verifyContribution, type Contribution } from './contribution.ts'

/**
 * Who told two signers different things, from what each was told. What its party did not sign is
 * passed over, so an honest signer is never named, whoever carried the contributions.
 */
export const judgeContributions = (
  verify: VerifyIdentity,
  header: Uint8Array,
  told: readonly (readonly Contribution[])[],
): readonly PartyId[] => {
  const culprits = new Set<PartyId>()
  const first = new Map<PartyId, Contribution>()
  for (const contribution of told.flat()) {
    if (!verifyContribution(verify, header, contribution)) continue
    const { party, nonce, keyShare } = contribution
    const earlier = first.get(party) ?? contribution
    first.set(party, earlier)
    if (!equalBytes(earlier.nonce, nonce) || !equalBytes(earlier.keyShare, keyShare)) {
      culprits.add(party)
    }
  }
  return [...culprits].toSorted((a, b) => a - b)
}

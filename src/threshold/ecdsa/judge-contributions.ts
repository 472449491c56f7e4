import { equalBytes } from '../encoding/bytes.ts'
import type { PartyId } from '../errors.ts'
import type { VerifyIdentity } from '../identity.ts'
import { verifyContribution, type Contribution } from './contribution.ts'

/** What a signer vouches to have been told, its own contribution among it. */
export type Testimony = {
  readonly witness: PartyId
  readonly contributions: readonly Contribution[]
}

/**
 * Who told two signers different things, and who vouches for what nobody signed. Signatures alone
 * decide, so an honest signer is never among them, whoever carried the testimonies.
 */
export const judgeContributions = (
  verify: VerifyIdentity,
  header: Uint8Array,
  testimonies: readonly Testimony[],
): readonly PartyId[] => {
  const culprits = new Set<PartyId>()
  const told = new Map<PartyId, Contribution>()
  for (const { witness, contributions } of testimonies) {
    for (const contribution of contributions) {
      if (!verifyContribution(verify, header, contribution)) {
        culprits.add(witness)
        continue
      }
      const { party, nonce, keyShare } = contribution
      const earlier = told.get(party) ?? contribution
      told.set(party, earlier)
      if (!equalBytes(earlier.nonce, nonce) || !equalBytes(earlier.keyShare, keyShare)) {
        culprits.add(party)
      }
    }
  }
  return [...culprits].toSorted((a, b) => a - b)
}

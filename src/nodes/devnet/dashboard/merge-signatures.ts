import type { Activity } from '../../../protocol/activity.ts'
import type { SignatureView } from './snapshot.ts'

/**
 * Signatures, the latest first, each from what its signers tell of it. A signature took as long as
 * its slowest signer, which is how long whoever asked had to wait.
 */
export function mergeSignatures(
  nodes: readonly Activity[],
  most: number,
): readonly SignatureView[] {
  const merged = new Map<string, SignatureView>()
  for (const { party, signatures } of nodes) {
    for (const signature of signatures) {
      const { presignature } = signature
      merged.set(presignature, join(merged.get(presignature), party, signature))
    }
  }
  return [...merged.values()].toSorted((left, right) => right.at - left.at).slice(0, most)
}

function join(
  known: SignatureView | undefined,
  teller: number,
  { signers, ...told }: Activity['signatures'][number],
): SignatureView {
  if (known === undefined) {
    return { ...told, signers: signers.map((party) => ({ party, told: party === teller })) }
  }
  return {
    ...known,
    at: Math.max(known.at, told.at),
    presignMs: Math.max(known.presignMs, told.presignMs),
    signMs: Math.max(known.signMs, told.signMs),
    signers: known.signers.map((signer) =>
      signer.party === teller ? { ...signer, told: true } : signer,
    ),
  }
}

import type { Address, Hex } from 'viem'

export type NodeSignature = { readonly signer: Address; readonly signature: Hex }

/** Signatures as the contracts take them: by ascending signer, which shows that none is twice. */
export function orderSignatures(signatures: readonly NodeSignature[]): readonly Hex[] {
  return signatures
    .toSorted((left, right) => (BigInt(left.signer) < BigInt(right.signer) ? -1 : 1))
    .map(({ signature }) => signature)
}

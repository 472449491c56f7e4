import type { Address } from 'viem'

export type StatementPlace = {
  readonly chainId: number
  /** The contract that takes the statement. */
  readonly contract: Address
}

/** EIP-712 domain: what is stated for one deployment counts on no other. */
export function statementDomain(name: 'Assent NodeRegistry' | 'Assent PkpNft', at: StatementPlace) {
  return { name, version: '1', chainId: at.chainId, verifyingContract: at.contract } as const
}

import type { Address } from './address.ts'

/**
 * What a token contract is asked to do, or is allowed to do later. ERC-20 and ERC-721 share their
 * functions, so `amount` may be the number of a token; null is all there is.
 */
export type TokenEffect = {
  readonly action: 'transfer' | 'allow'
  /** By what the person knows it, and what decides how `amount` is meant. */
  readonly via:
    | 'transfer'
    | 'transferFrom'
    | 'safeTransferFrom'
    | 'approve'
    | 'increaseAllowance'
    | 'setApprovalForAll'
    | 'permit'
    | 'permit2'
    | 'transferWithAuthorization'
  /** Null where the bytes do not say: any token of any contract that honours the message. */
  readonly token: Address | null
  /** Whose tokens, where the bytes say it. */
  readonly owner: Address | null
  /** Who receives, or may take. */
  readonly to: Address | null
  readonly amount: bigint | null
}

import { UINT64_LIMIT } from '../encoding/integer.ts'

/** Every client can hold a smaller one as a number; no chain has a larger one. */
export const CHAIN_ID_LIMIT = 1n << 53n

export const GAS_LIMIT = UINT64_LIMIT

/** https://eips.ethereum.org/EIPS/eip-2681 */
export const NONCE_LIMIT = UINT64_LIMIT - 1n

/** The facts name each one's signer, which takes a millisecond to recover. */
export const MAX_AUTHORIZATIONS = 16

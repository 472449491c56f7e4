import type { Hex } from '../encoding/hex.ts'
import type { Address } from './address.ts'
import type { Authorization } from './authorization.ts'
import { readTokenCall } from './read-token-call.ts'
import { recoverAuthority } from './recover-authority.ts'
import type { TokenEffect } from './token-effect.ts'
import type { Transaction } from './transaction.ts'

/** Null is every chain. */
export type EvmChain = `eip155:${bigint}` | null

export type Delegation = {
  readonly chain: EvmChain
  /** Whose account; null where it is the signer's own, or nobody's. */
  readonly authority: Address | null
  /** The code that may act for it; null takes it back. */
  readonly delegate: Address | null
  readonly nonce: bigint
}

export type EvmTransactionFacts = {
  readonly family: 'evm'
  readonly kind: 'evm-transaction'
  readonly chain: EvmChain
  /** Null when a contract is created. */
  readonly target: Address | null
  readonly createsContract: boolean
  /** The first four bytes of the call; null for a plain transfer and a creation. */
  readonly selector: Hex | null
  /** Native coin that goes to the target. */
  readonly value: bigint
  /** The most that the chain may take for gas; a rollup may add what it costs to publish. */
  readonly maxFee: bigint
  readonly nonce: bigint
  readonly tokens: readonly TokenEffect[]
  readonly delegations: readonly Delegation[]
  /** Another gets power over the account itself. */
  readonly changesControl: boolean
}

export type EvmAuthorizationFacts = {
  readonly family: 'evm'
  readonly kind: 'evm-authorization'
  readonly chain: EvmChain
  readonly tokens: readonly TokenEffect[]
  readonly delegations: readonly Delegation[]
  readonly changesControl: true
}

export const evmChain = (chainId: bigint): `eip155:${bigint}` => `eip155:${chainId}`

const nobody = '0x0000000000000000000000000000000000000000'

const delegation = (of: Authorization, authority: Address | null): Delegation => ({
  chain: of.chainId === 0n ? null : evmChain(of.chainId),
  authority,
  delegate: of.address === nobody ? null : of.address,
  nonce: of.nonce,
})

export const transactionFacts = (transaction: Transaction): EvmTransactionFacts => {
  const { to, data, chainId } = transaction
  const effect = to === null ? undefined : readTokenCall(to, data)
  const delegations =
    transaction.type === 'eip7702'
      ? transaction.authorizationList.map((one) => delegation(one, recoverAuthority(one) ?? null))
      : []
  const price = 'gasPrice' in transaction ? transaction.gasPrice : transaction.maxFeePerGas
  return {
    family: 'evm',
    kind: 'evm-transaction',
    chain: chainId === null ? null : evmChain(chainId),
    target: to,
    createsContract: to === null,
    // Shorter data reaches a contract's fallback function, whatever the bytes are.
    selector: to === null || data.length < 10 ? null : (data.slice(0, 10) as Hex),
    value: transaction.value,
    maxFee: transaction.gas * price,
    nonce: transaction.nonce,
    tokens: effect === undefined ? [] : [effect],
    delegations,
    changesControl: delegations.length > 0,
  }
}

export const authorizationFacts = (authorization: Authorization): EvmAuthorizationFacts => ({
  family: 'evm',
  kind: 'evm-authorization',
  chain: authorization.chainId === 0n ? null : evmChain(authorization.chainId),
  tokens: [],
  delegations: [delegation(authorization, null)],
  changesControl: true,
})

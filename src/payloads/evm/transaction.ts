import type { Hex } from '../encoding/hex.ts'
import type { Address } from './address.ts'
import type { SignedAuthorization } from './authorization.ts'

export type AccessList = readonly {
  readonly address: Address
  readonly storageKeys: readonly Hex[]
}[]

type Common = {
  readonly nonce: bigint
  readonly gas: bigint
  /** Null creates a contract. */
  readonly to: Address | null
  readonly value: bigint
  readonly data: Hex
}

type Priced = Common & { readonly gasPrice: bigint }

type Typed = { readonly chainId: bigint; readonly accessList: AccessList }

type FeeMarket = Common &
  Typed & { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }

/** A null chain id is a transaction from before EIP-155: its signature holds on every chain. */
export type LegacyTransaction = Priced & {
  readonly type: 'legacy'
  readonly chainId: bigint | null
}
export type Eip2930Transaction = Priced & Typed & { readonly type: 'eip2930' }
export type Eip1559Transaction = FeeMarket & { readonly type: 'eip1559' }
export type Eip7702Transaction = FeeMarket & {
  readonly type: 'eip7702'
  readonly to: Address
  readonly authorizationList: readonly SignedAuthorization[]
}

export type Transaction =
  | LegacyTransaction
  | Eip2930Transaction
  | Eip1559Transaction
  | Eip7702Transaction

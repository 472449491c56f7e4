import type { Hex } from '../encoding/hex.ts'
import type { Coin } from './coin.ts'

export type CosmosAction =
  | 'send'
  | 'delegate'
  | 'undelegate'
  | 'redelegate'
  | 'withdraw-reward'
  | 'set-withdraw-address'
  | 'ibc-transfer'
  | 'execute-contract'
  | 'vote'
  /** Lets another account act, or pay fees, in the signer's name. */
  | 'grant'
  | 'revoke'
  /** Acts in the name of others who granted it. */
  | 'exec'
  /** Not read here: what it does is not known. */
  | 'opaque'

/** One message of a transaction, alike for both ways of signing. */
export type CosmosMessage = {
  readonly action: CosmosAction
  /** The type URL, or the amino name. */
  readonly type: string
  /** In whose name; null where it is not read. */
  readonly signer: string | null
  /** Recipient, validator, contract or grantee. */
  readonly to: string | null
  /** What leaves the signer, or is bound or released. */
  readonly amounts: readonly Coin[]
  /** Of a contract: the one key of its JSON message, where it is that. */
  readonly method: string | null
  /** A contract's message, a grant, or an opaque message, as it is signed. */
  readonly body: Hex | null
  /** What else the message says, for people. */
  readonly details: Readonly<Record<string, string>>
  readonly inner: readonly CosmosMessage[]
}

type Parts = Pick<CosmosMessage, 'action' | 'type'> & Partial<CosmosMessage>

export const cosmosMessage = (parts: Parts): CosmosMessage => ({
  signer: null,
  to: null,
  amounts: [],
  method: null,
  body: null,
  details: {},
  inner: [],
  ...parts,
})

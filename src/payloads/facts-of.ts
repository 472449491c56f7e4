import { aminoSignDocFacts, signDocFacts, type CosmosFacts } from './cosmos/facts.ts'
import {
  authorizationFacts,
  transactionFacts,
  type EvmAuthorizationFacts,
  type EvmTransactionFacts,
} from './evm/facts.ts'
import {
  adr36Facts,
  personalMessageFacts,
  typedDataFacts,
  typedDataV1Facts,
  type Adr36Facts,
  type PersonalMessageFacts,
  type TypedDataFacts,
  type TypedDataV1Facts,
} from './message/facts.ts'
import type { Payload } from './payload.ts'

/** What is certain from the bytes alone: what limits, permissions and people judge by. */
export type Facts =
  | EvmTransactionFacts
  | EvmAuthorizationFacts
  | PersonalMessageFacts
  | TypedDataFacts
  | TypedDataV1Facts
  | Adr36Facts
  | CosmosFacts

export const factsOf = (payload: Payload): Facts => {
  switch (payload.kind) {
    case 'evm-transaction':
      return transactionFacts(payload.transaction)
    case 'evm-authorization':
      return authorizationFacts(payload.authorization)
    case 'personal-message':
      return personalMessageFacts(payload.message)
    case 'typed-data':
      return typedDataFacts(payload.data)
    case 'typed-data-v1':
      return typedDataV1Facts(payload.data)
    case 'adr36':
      return adr36Facts(payload)
    case 'cosmos-direct':
      return signDocFacts(payload.doc)
    default:
      return aminoSignDocFacts(payload.doc)
  }
}

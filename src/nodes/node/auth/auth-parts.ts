import type { Deployment } from '../../../protocol/deployment.ts'
import type { Identity } from '../../../threshold/identity.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import type { CommitmentStore } from '../store/commitments.ts'
import type { ContractCaller } from './contract-caller.ts'
import type { ProviderKeys } from './openid/provider-keys.ts'

/** What a node judges proofs by. */
export type AuthParts = {
  readonly deployment: Pick<
    Deployment,
    'chain' | 'contracts' | 'identityProviders' | 'passkey' | 'walletPage'
  >
  readonly party: number
  readonly identity: Identity
  readonly nodeSet: NodeSetSource
  readonly providerKeys: ProviderKeys
  readonly contracts: ContractCaller
  readonly commitments: CommitmentStore
}

import type { Deployment } from '../../../protocol/deployment.ts'
import { nodeSetId } from '../../../protocol/deployment.ts'
import type { Identity } from '../../../threshold/identity.ts'
import { ProviderKeys } from '../auth/openid/provider-keys.ts'
import type { Signing } from '../ceremonies/signing.ts'
import { chainContracts } from '../chain/chain-contracts.ts'
import type { ChainView } from '../chain/chain-view.ts'
import type { Log } from '../log.ts'
import { MintDesk } from '../mints/mint-desk.ts'
import { MintedKeys } from '../mints/minted-keys.ts'
import { PkpStatements } from '../mints/pkp-statements.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import { KeyReader } from '../permissions/key-records.ts'
import { CertificateChecker } from '../sessions/certificate-checker.ts'
import { RequestGuard } from '../sessions/request-guard.ts'
import { sessionStores } from '../sessions/session-stores.ts'
import type { Database } from '../store/database.ts'
import { SignedStore } from '../store/signed.ts'
import { NodeSetStatements } from './node-set-statements.ts'
import type { WalletOptions } from './wallet-options.ts'
import type { Readiness, WalletMetrics, WalletParts } from './wallet-parts.ts'

/** What a node has when it begins to answer wallets. */
export type WalletSide = {
  readonly deployment: Deployment
  readonly party: number
  readonly identity: Identity
  readonly options: WalletOptions
  readonly signing: Signing
  readonly chain: ChainView
  readonly nodeSet: NodeSetSource
  readonly database: Database
  readonly readiness: Readiness
  readonly metrics: WalletMetrics
  readonly log: Log
  readonly stopping: () => boolean
  /** Unix time in milliseconds. */
  readonly now: () => number
  /** Unix time in milliseconds; requests from before may have been taken in an earlier run. */
  readonly startedAt: number
}

/** Builds all that `createWalletApp` is made of. */
export const assembleWallets = (side: WalletSide): WalletParts => {
  const { deployment, signing, chain, nodeSet, party, identity, log, startedAt } = side
  const nodeSetName = nodeSetId(deployment)
  const stores = sessionStores(side.database)
  const { sessions, commitments } = stores
  const keys = new KeyReader(chain, deployment.contracts.PkpPermissions)
  const minted = new MintedKeys(signing, keys)
  const { mintsPerHour } = side.options
  const providerKeys = new ProviderKeys({
    report: (issuer, error) => log.warn({ issuer, err: error }, 'no keys from a provider'),
  })
  return {
    ...side,
    nodeSetName,
    nodeSetStatements: new NodeSetStatements(nodeSetName, nodeSet, signing),
    keys,
    minted,
    mints: new MintDesk({ deployment, signing, keys, minted, mintsPerHour }),
    pkpStatements: new PkpStatements(nodeSetName, signing),
    auth: {
      deployment,
      party,
      identity,
      nodeSet,
      providerKeys,
      contracts: chainContracts(chain),
      commitments,
    },
    stores,
    signed: new SignedStore(side.database),
    certificates: new CertificateChecker({ nodeSetName, nodeSet, sessions }),
    requests: new RequestGuard({ nodeSetName, party, sessions, startedAt }),
  }
}

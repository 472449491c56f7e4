import type { Deployment } from '../../../protocol/deployment.ts'
import type { Identity } from '../../../threshold/identity.ts'
import type { AuthParts } from '../auth/auth-parts.ts'
import type { Signing } from '../ceremonies/signing.ts'
import type { ChainView } from '../chain/chain-view.ts'
import type { Log } from '../log.ts'
import type { MintDesk } from '../mints/mint-desk.ts'
import type { MintedKeys } from '../mints/minted-keys.ts'
import type { PkpStatements } from '../mints/pkp-statements.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import type { KeyReader } from '../permissions/key-records.ts'
import type { CertificateChecker } from '../sessions/certificate-checker.ts'
import type { RequestGuard } from '../sessions/request-guard.ts'
import type { SessionStores } from '../sessions/session-stores.ts'
import type { SignedStore } from '../store/signed.ts'
import type { NodeSetStatements } from './node-set-statements.ts'
import type { WalletOptions } from './wallet-options.ts'

/** Counts what is answered. `code` is that of an error; `endpoint` is a path of the protocol. */
export type WalletMetrics = {
  answered(endpoint: string, status: number, code: string | undefined, milliseconds: number): void
}

/** Whether this node can do what wallets ask for, and why not, in words. */
export type Readiness = () => { readonly ready: boolean; readonly problems: readonly string[] }

/** All that the handlers are made of. */
export type WalletParts = {
  readonly deployment: Deployment
  readonly nodeSetName: string
  readonly party: number
  readonly identity: Pick<Identity, 'sign'>
  readonly options: WalletOptions
  readonly signing: Signing
  readonly chain: Pick<ChainView, 'last'>
  readonly nodeSet: NodeSetSource
  readonly nodeSetStatements: NodeSetStatements
  readonly keys: Pick<KeyReader, 'read'>
  readonly minted: MintedKeys
  readonly mints: MintDesk
  readonly pkpStatements: PkpStatements
  readonly auth: AuthParts
  readonly stores: SessionStores
  readonly signed: SignedStore
  readonly certificates: CertificateChecker
  readonly requests: RequestGuard
  readonly readiness: Readiness
  readonly metrics: WalletMetrics
  readonly log: Log
  /** Unix time in milliseconds. */
  readonly now: () => number
  /** Whether the node is going down: what is under way ends, and nothing new begins. */
  readonly stopping: () => boolean
}

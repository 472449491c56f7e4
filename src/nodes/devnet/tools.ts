import type { DeploymentNode } from '../deployment/deploy-contracts.ts'
import type { Command } from './programs.ts'

/** What a devnet cannot do itself, because it looks into no node. */
export type Tools = {
  readonly command: Command
  readonly createNode: (node: {
    readonly dir: string
    readonly party: number
    readonly walletUrl: string
    readonly peerUrl: string
  }) => Promise<DeploymentNode>
}

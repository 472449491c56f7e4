import type { NodeSetRecord } from '../../protocol/node-set-record.ts'
import type { VerifyIdentity } from '../../threshold/identity.ts'
import type { PublicSharing } from '../../threshold/sharing/key-share.ts'
import type { AskedNode } from '../http/ask-node.ts'

/** The nodes of an epoch, as the network key has signed for them. */
export type VerifiedNodeSet = {
  readonly record: NodeSetRecord
  readonly epoch: number
  readonly threshold: number
  /** By ascending party. */
  readonly nodes: readonly (AskedNode & { readonly signer: NodeSetRecord['nodes'][0]['signer'] })[]
  /** Of the network key: what its signatures are joined by. */
  readonly sharing: PublicSharing
  readonly verify: VerifyIdentity
}

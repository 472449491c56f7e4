import * as z from 'zod'
import { canonicalBytes } from './canonical.ts'
import { deploymentNode } from './deployment.ts'
import { epoch, hash32, hexBytes } from './schemas.ts'
import { nodeSetName } from './statement.ts'

/** The node set of an epoch, as the registry has it after its statement `head`. */
export const nodeSetRecord = z.strictObject({
  nodeSet: nodeSetName,
  head: hash32,
  epoch,
  threshold: z.int().min(2),
  networkKey: hexBytes(96),
  nodes: z.array(deploymentNode).min(2).max(20),
})
export type NodeSetRecord = z.infer<typeof nodeSetRecord>

/** What the network key signs, for the purpose `node-set`. */
export const nodeSetBytes = (record: NodeSetRecord): Uint8Array =>
  canonicalBytes('node-set', record)

import type * as z from 'zod'
import type { deploymentNode } from '../../../protocol/deployment.ts'

/** What a deployment's file says of one node. */
export type PublicRecord = z.infer<typeof deploymentNode>

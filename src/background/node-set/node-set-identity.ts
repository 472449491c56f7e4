import { nodeSetId, type Deployment } from '../../protocol/deployment.ts'

/**
 * Whose keys accounts are: the registry, and the network key that was pinned for it. A network that
 * was made anew at the same address is another one.
 */
export const nodeSetIdentity = (deployment: Deployment): string =>
  `${nodeSetId(deployment)}:${deployment.networkKey ?? ''}`

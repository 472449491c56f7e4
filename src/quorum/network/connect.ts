import { deployment as deploymentSchema, type Deployment } from '../../protocol/deployment.ts'
import { QuorumError } from '../errors.ts'
import type { QuorumEvent } from '../events.ts'
import { random, sleep, type Fetch, type Parts } from '../parts.ts'
import { memoryStore, type Store } from '../store.ts'
import { openChain } from './chain.ts'
import { Network } from './network.ts'

/**
 * Finds the nodes of a deployment and makes sure that they are its nodes: whatever an RPC answers,
 * the pinned network key has signed for them.
 *
 * @example
 * const network = await connect({ deployment: JSON.parse(text) })
 * const session = await signInWithAccount(network, privateKeyToAccount(key))
 */
export const connect = async (options: {
  /** As `assent deploy` wrote it. */
  readonly deployment: Deployment
  /** Instead of the deployment's; two of them watch each other. */
  readonly rpcUrls?: readonly string[]
  readonly store?: Store
  readonly fetch?: Fetch
  readonly now?: () => number
  readonly onEvent?: (event: QuorumEvent) => void
}): Promise<Network> => {
  const parsed = deploymentSchema.safeParse(options.deployment)
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ')
    throw new QuorumError('not-configured', `the deployment file is not one: mend ${where}`)
  }
  const deployment = parsed.data
  const parts: Parts = {
    fetch: options.fetch ?? (async (input, init) => fetch(input, init)),
    now: options.now ?? Date.now,
    sleep,
    random,
    store: options.store ?? memoryStore(),
    onEvent: options.onEvent ?? (() => {}),
  }
  const chain = openChain(
    parts,
    deployment.chain.chainId,
    options.rpcUrls ?? deployment.chain.rpcUrls,
  )
  const network = new Network(parts, deployment, chain)
  await network.nodeSet()
  return network
}

import * as z from 'zod'
import type { Deployment } from '../../protocol/deployment.ts'
import { nodeSetId } from '../../protocol/deployment.ts'
import { statusAnswer } from '../../protocol/endpoints.ts'
import { QuorumError } from '../../quorum/errors.ts'
import { askNode } from '../../quorum/http/ask-node.ts'
import { READ_WITHIN } from '../../quorum/http/read-within.ts'
import { openChain } from '../../quorum/network/chain.ts'
import { readRegistry } from '../../quorum/network/read-registry.ts'
import { ask } from '../../quorum/network/rpc.ts'
import { sleep } from '../../quorum/parts.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'

/**
 * A registry that cannot be read may be gone for one of two reasons, and people can do something
 * about each: its chain was started anew under nodes that are still there, or all of it was made
 * anew, nodes and keys included.
 */
export const whyUnread = async (
  parts: Pick<Parts, 'fetch' | 'now' | 'random'>,
  deployment: Deployment,
  error: unknown,
): Promise<unknown> => {
  if (!(error instanceof QuorumError) || error.code !== 'untrusted-registry') return error
  const asking = { ...parts, sleep }
  if (await isThere(asking, deployment)) return error
  if (await anyAnswers(asking, deployment)) {
    return new WalletProblem(
      'registry-restarted',
      'the nodes are there, and their registry is not: its chain was started anew, and whoever ' +
        'runs it has to bring back what it held',
      { cause: error },
    )
  }
  return new WalletProblem(
    'replaced',
    'neither the registry nor the nodes of this network are there any more: it was made anew, and ' +
      'its deployment file has to be fetched again',
    { cause: error },
  )
}

type Asking = Pick<Parts, 'fetch' | 'now' | 'random'> & { readonly sleep: typeof sleep }

const isThere = async (parts: Asking, deployment: Deployment): Promise<boolean> =>
  (await hasCode(parts, deployment)) && (await hasKey(parts, deployment))

const hasCode = async (parts: Asking, { chain, contracts }: Deployment): Promise<boolean> => {
  const code = z.string().regex(/^0x[0-9a-f]*$/)
  const params = [contracts.NodeRegistry, 'latest']
  const answers = await Promise.allSettled(
    chain.rpcUrls.map(async (url) => ask(parts, url, 'eth_getCode', params, code)),
  )
  // Who does not answer says nothing: then it is as it was said before.
  const said = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  return said.length === 0 || said.some((bytes) => bytes !== '0x')
}

/** On a chain that was started anew the contracts may come to the same addresses, empty. */
const hasKey = async (parts: Asking, deployment: Deployment): Promise<boolean> => {
  const chain = openChain(parts, deployment.chain.chainId, deployment.chain.rpcUrls)
  const read = await readRegistry(chain, deployment).catch(() => undefined)
  return read !== 'no-key'
}

/** Answers are signed, so other nodes at the same addresses are not taken for these. */
const anyAnswers = async (parts: Asking, deployment: Deployment): Promise<boolean> => {
  const question = {
    method: 'GET',
    path: '/v1/status',
    answer: statusAnswer,
    timeout: READ_WITHIN,
  } as const
  const answers = await Promise.allSettled(
    deployment.nodes.map(async (node) => askNode(parts, nodeSetId(deployment), node, question)),
  )
  return answers.some(({ status }) => status === 'fulfilled')
}

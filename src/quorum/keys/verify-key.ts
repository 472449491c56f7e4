import type { Hex } from '../../payloads/encoding/hex.ts'
import { keyAnswer } from '../../protocol/endpoints.ts'
import { QuorumError } from '../errors.ts'
import { errorOfFailures, isBlocking } from '../http/failures.ts'
import { gather, NothingGathered } from '../http/gather.ts'
import { READ_WITHIN } from '../http/read-within.ts'
import type { Network } from '../network/network.ts'
import { joinKey, type VerifiedKey } from './join-key.ts'
import { keepKey, recallKey } from './key-store.ts'

/** A key with the network's signature; asked for once. Throws for a key that is not the nodes'. */
export const verifyKey = async (network: Network, publicKey: Hex): Promise<VerifiedKey> => {
  const known = network.keys.get(publicKey) ?? (await recallKey(network, publicKey))
  if (known !== undefined) {
    network.keys.set(publicKey, known)
    return known
  }
  const set = await network.nodeSet()
  const { nodes, threshold } = set
  const drop = new AbortController()
  try {
    const { result } = await gather({
      nodes,
      threshold,
      drop,
      ask: async (node) =>
        network.ask(node, {
          method: 'GET',
          path: `/v1/keys/${publicKey}`,
          answer: keyAnswer,
          timeout: READ_WITHIN,
          signal: drop.signal,
        }),
      join: (answers) =>
        joinKey(
          set,
          publicKey,
          new Map([...answers].filter(([, answer]) => answer.publicKey === publicKey)),
        ),
    })
    for (const node of result.wrong) network.named(node, 'wrong-network-share', [])
    await keepKey(network, result.key)
    return result.key
  } catch (error) {
    if (!(error instanceof NothingGathered)) throw error
    const { failures, answers } = error
    const unknown = failures.filter(({ refusal }) => refusal?.code === 'unknown-key').length
    if (answers >= threshold || isBlocking(unknown, nodes.length, threshold)) {
      throw new QuorumError(
        'unverified-key',
        'the network has not signed for this key: it is not one of its own, and must not be used',
        { failures },
      )
    }
    throw errorOfFailures('verifying a key', failures, { nodes: nodes.length, threshold })
  }
}

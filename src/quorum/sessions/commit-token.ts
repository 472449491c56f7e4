import { sha256 } from '@noble/hashes/sha2.js'
import { fromHex, toHex } from '../../payloads/encoding/hex.ts'
import { commitmentBytes, commitmentsNeeded } from '../../protocol/commitment.ts'
import { commitmentAnswer } from '../../protocol/endpoints.ts'
import type { CommitmentAcknowledgement } from '../../protocol/proof.ts'
import { errorOfFailures } from '../http/failures.ts'
import { gather, NothingGathered } from '../http/gather.ts'
import { NodeFailure } from '../http/node-failure.ts'
import { patiently } from '../http/patiently.ts'
import { verifySignedBy } from '../http/verify-identity.ts'
import type { Network } from '../network/network.ts'
import type { SessionSigner } from './session-key.ts'

const PATIENCE = 8000

/**
 * For a token that cannot name the session key: nodes see its hash, and for which key, before any
 * of them sees the token.
 */
export const commitToken = async (
  network: Network,
  signer: SessionSigner,
  token: string,
): Promise<readonly CommitmentAcknowledgement[]> => {
  const { nodes, threshold } = await network.nodeSet()
  const tokenHash = toHex(sha256(new TextEncoder().encode(token)))
  const needed = commitmentsNeeded(nodes.length, threshold)
  const deadline = network.parts.now() + PATIENCE
  try {
    const { result } = await gather({
      nodes,
      threshold: needed,
      ask: async (node) =>
        patiently(network.parts, deadline, async (timeout) => {
          const answer = await network.ask(node, {
            method: 'POST',
            path: '/v1/commitments',
            body: { tokenHash, sessionKey: signer.key },
            answer: commitmentAnswer,
            asker: { signer },
            timeout,
          })
          const { party, at, signature } = answer
          const said = commitmentBytes({
            nodeSet: network.name,
            party,
            at,
            tokenHash,
            sessionKey: signer.key,
          })
          const signed = await verifySignedBy(node.identityKey, said, fromHex(signature))
          if (party === node.party && signed) return answer
          throw new NodeFailure(node.party, 'malformed', 'its acknowledgement is not signed by it')
        }),
      join: (answers) => [...answers.values()],
    })
    return result
  } catch (error) {
    if (!(error instanceof NothingGathered)) throw error
    const set = { nodes: nodes.length, threshold: needed }
    throw errorOfFailures('committing to the token', error.failures, set)
  }
}

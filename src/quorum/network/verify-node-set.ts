import type { Hex } from '../../payloads/encoding/hex.ts'
import { canonicalHash } from '../../protocol/canonical.ts'
import { nodeSetAnswer } from '../../protocol/endpoints.ts'
import { nodeSetBytes, type NodeSetRecord } from '../../protocol/node-set-record.ts'
import { bls12381G2 } from '../../threshold/groups/bls12-381.ts'
import type { PublicSharing } from '../../threshold/sharing/key-share.ts'
import type { QuorumEvent } from '../events.ts'
import { askNode, type AskedNode } from '../http/ask-node.ts'
import { gather } from '../http/gather.ts'
import { READ_WITHIN } from '../http/read-within.ts'
import { identitiesOf } from '../http/verify-identity.ts'
import type { Parts } from '../parts.ts'
import { joinNetworkSignature } from './join-network-signature.ts'
import type { VerifiedNodeSet } from './node-set.ts'
import { readSharing } from './read-sharing.ts'

/**
 * What the network key says of the nodes, asked from `nodes`, whoever named them: nobody without
 * the pinned key's shares can answer. Throws `NothingGathered`.
 */
export const verifyNodeSet = async (
  parts: Parts,
  nodeSet: string,
  networkKey: Hex,
  asked: { readonly nodes: readonly AskedNode[]; readonly threshold: number },
): Promise<VerifiedNodeSet> => {
  const drop = new AbortController()
  const { result } = await gather({
    ...asked,
    drop,
    ask: async (node) =>
      askNode(parts, nodeSet, node, {
        method: 'GET',
        path: '/v1/node-set',
        answer: nodeSetAnswer,
        timeout: READ_WITHIN,
        signal: drop.signal,
      }),
    join(answers) {
      for (const group of byStory(answers)) {
        const said = group.values().next().value
        if (said === undefined || group.size < said.record.threshold) continue
        const { record } = said
        const sharing = readSharing(bls12381G2, networkKey, said.networkSharing)
        if (sharing === undefined || !isOurs(record, nodeSet, networkKey, sharing)) continue
        const shares = new Map([...group].map(([party, { share }]) => [party, share]))
        const message = nodeSetBytes(record)
        const joined = joinNetworkSignature({ sharing, purpose: 'node-set', message, shares })
        if (joined.signature === undefined) continue
        for (const node of joined.wrong) {
          parts.onEvent({ kind: 'liar', node, lie: 'wrong-network-share', evidence: [] })
        }
        return setOf(record, sharing)
      }
      return undefined
    },
  })
  return result
}

type Answer = { readonly record: NodeSetRecord; readonly networkSharing: Hex; readonly share: Hex }

/** Answers that are one story, the best supported first. */
const byStory = (answers: ReadonlyMap<number, Answer>): readonly ReadonlyMap<number, Answer>[] => {
  const groups = new Map<string, Map<number, Answer>>()
  for (const [party, answer] of answers) {
    const { record, networkSharing } = answer
    const story = canonicalHash('node-set-story', { record, networkSharing })
    const group = groups.get(story) ?? new Map<number, Answer>()
    groups.set(story, group.set(party, answer))
  }
  return [...groups.values()].toSorted((a, b) => b.size - a.size)
}

const isOurs = (
  record: NodeSetRecord,
  nodeSet: string,
  networkKey: Hex,
  sharing: PublicSharing,
): boolean =>
  record.nodeSet === nodeSet &&
  record.networkKey === networkKey &&
  record.threshold === sharing.threshold &&
  record.nodes.every(({ party }) => sharing.parties.includes(party))

const setOf = (record: NodeSetRecord, sharing: PublicSharing): VerifiedNodeSet => {
  const nodes = record.nodes.toSorted((a, b) => a.party - b.party)
  const { epoch, threshold } = record
  return { record, epoch, threshold, nodes, sharing, verify: identitiesOf(nodes) }
}

/** The event of a set that was just verified. */
export const nodeSetEvent = ({ epoch, nodes }: VerifiedNodeSet): QuorumEvent => ({
  kind: 'node-set',
  epoch,
  nodes: nodes.map(({ party }) => party),
})

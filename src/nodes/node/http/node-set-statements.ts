import type { Hex } from 'viem'
import type * as z from 'zod'
import { toHex } from '../../../payloads/encoding/hex.ts'
import type { nodeSetAnswer } from '../../../protocol/endpoints.ts'
import { nodeSetBytes, type NodeSetRecord } from '../../../protocol/node-set-record.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { CurrentNodeSet } from '../../../registry/node-set.ts'
import { encodeSharing } from '../../../threshold/sharing/sharing-codec.ts'
import type { Signing } from '../ceremonies/signing.ts'
import type { NodeSetSource } from '../node-set-source.ts'

type Answer = z.infer<typeof nodeSetAnswer>

/** This node's word on who the nodes are, made once for each statement of the registry. */
export class NodeSetStatements {
  readonly #nodeSetName: string
  readonly #nodeSet: NodeSetSource
  readonly #signing: Pick<Signing, 'networkShare' | 'networkSharing'>
  #made: { readonly head: Hex; readonly answer: Answer } | undefined

  constructor(
    nodeSetName: string,
    nodeSet: NodeSetSource,
    signing: Pick<Signing, 'networkShare' | 'networkSharing'>,
  ) {
    this.#nodeSetName = nodeSetName
    this.#nodeSet = nodeSet
    this.#signing = signing
  }

  current(): Answer {
    const set = this.#nodeSet.current()
    if (this.#made?.head === set.head) return this.#made.answer
    const networkSharing = this.#signing.networkSharing()
    if (set.networkKey === '0x' || networkSharing === undefined) {
      throw new ProtocolError('not-ready', 'the nodes have no network key yet', { retryAfter: 1 })
    }
    const record = recordOf(this.#nodeSetName, set)
    const answer: Answer = {
      record,
      share: toHex(this.#signing.networkShare('node-set', nodeSetBytes(record))),
      networkSharing: toHex(encodeSharing(networkSharing)),
    }
    this.#made = { head: set.head, answer }
    return answer
  }
}

const lower = (hex: Hex): Hex => hex.toLowerCase() as Hex

const recordOf = (nodeSet: string, set: CurrentNodeSet): NodeSetRecord => ({
  nodeSet,
  head: lower(set.head),
  epoch: set.epoch,
  threshold: set.threshold,
  networkKey: lower(set.networkKey),
  nodes: set.nodes.map((node) => ({
    party: node.party,
    operator: lower(node.operator),
    signer: lower(node.signer),
    identityKey: lower(node.identityKey),
    certificate: lower(node.certificate),
    peerUrl: node.peerUrl,
    walletUrl: node.walletUrl,
  })),
})

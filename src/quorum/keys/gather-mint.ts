import { secp256k1 } from '@noble/curves/secp256k1.js'
import { hashTypedData } from 'viem/utils'
import type * as z from 'zod'
import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { mintAnswer, type WireMint } from '../../protocol/mint.ts'
import { mintStatement } from '../../registry/mint-statement.ts'
import { orderSignatures } from '../../registry/order-signatures.ts'
import { gather, NothingGathered } from '../http/gather.ts'
import { NodeFailure } from '../http/node-failure.ts'
import type { Session } from '../sessions/session.ts'
import { lit, type Lamps } from '../signing/lamps.ts'
import { ethAddressOf } from './addresses.ts'
import { registryMint } from './compose-mint.ts'
import { joinKey, type VerifiedKey } from './join-key.ts'

const TIMEOUT = 6000
/** How long the node that is asked first may keep the others waiting. */
const PATIENCE = 1500

export type SignedMint = {
  readonly mint: WireMint
  /** A threshold of them, in the order that the contract takes. */
  readonly signatures: readonly Hex[]
  readonly key: VerifiedKey
}

/** Has a threshold of nodes sign a mint, and the key that it is of. Throws `NothingGathered`. */
export const gatherMint = async (
  session: Session,
  mint: WireMint,
  light: Lamps = () => {},
): Promise<SignedMint> => {
  const { network } = session
  const set = await network.nodeSet()
  const { chain, contracts } = network.deployment
  const place = { chainId: chain.chainId, contract: contracts.PkpNft }
  const digest = fromHex(hashTypedData(mintStatement(place, registryMint(mint))))
  const asked = new Map<number, Promise<z.infer<typeof mintAnswer>>>()
  const ask = async (node: (typeof set.nodes)[number]): Promise<z.infer<typeof mintAnswer>> => {
    const known = asked.get(node.party) ?? askOne(node)
    asked.set(node.party, known)
    return known
  }
  const askOne = lit(light, async (node: (typeof set.nodes)[number]) => {
    const answer = await session.ask(node, {
      method: 'POST',
      path: '/v1/keys',
      body: { mint },
      answer: mintAnswer,
      timeout: TIMEOUT,
    })
    if (signerOf(digest, answer.signature) === node.signer) return answer
    throw new NodeFailure(node.party, 'malformed', 'its signature of the mint is not its own')
  })
  await claim(set.nodes, async (node) => Promise.race([ask(node), network.parts.sleep(PATIENCE)]))
  const { result } = await gather({
    nodes: set.nodes,
    threshold: set.threshold,
    ask,
    join: (answers) => {
      const joined = joinKey(set, mint.publicKey, answers)
      return joined && { joined, answers: new Map(answers) }
    },
  })
  const { joined, answers } = result
  for (const node of joined.wrong) network.named(node, 'wrong-network-share', [])
  return { mint, signatures: ordered(set, answers), key: joined.key }
}

/**
 * Two wallets that want one key and ask all nodes at once can get half of them each, and neither
 * enough. So everybody asks the same node first, and who is second there takes another key.
 */
const claim = async <Node extends { readonly party: number }>(
  nodes: readonly Node[],
  ask: (node: Node) => Promise<unknown>,
): Promise<void> => {
  for (const node of nodes.toSorted((a, b) => a.party - b.party)) {
    try {
      await ask(node)
      return
    } catch (error) {
      if (!(error instanceof NodeFailure)) throw error
      if (error.refusal?.code === 'key-taken') throw new NothingGathered([error], 0)
    }
  }
}

type Answers = ReadonlyMap<number, z.infer<typeof mintAnswer>>

const ordered = (
  set: {
    readonly threshold: number
    readonly nodes: readonly { readonly party: number; readonly signer: Hex }[]
  },
  answers: Answers,
): readonly Hex[] => {
  const given = set.nodes.flatMap(({ party, signer }) => {
    const signature = answers.get(party)?.signature
    return signature === undefined ? [] : [{ signer, signature }]
  })
  return orderSignatures(given.slice(0, set.threshold))
}

/** Undefined for bytes that are nobody's signature. */
const signerOf = (digest: Uint8Array, signature: Hex): Hex | undefined => {
  try {
    const bytes = fromHex(signature)
    const recovery = (bytes[64] ?? 0) % 27
    const point = secp256k1.Signature.fromBytes(bytes.subarray(0, 64), 'compact')
      .addRecoveryBit(recovery)
      .recoverPublicKey(digest)
    return ethAddressOf(toHex(point.toBytes(false))).toLowerCase() as Hex
  } catch {
    return undefined
  }
}

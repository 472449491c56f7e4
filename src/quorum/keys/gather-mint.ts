import { secp256k1 } from '@noble/curves/secp256k1.js'
import { hashTypedData } from 'viem/utils'
import type * as z from 'zod'
import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { mintAnswer, type WireMint } from '../../protocol/mint.ts'
import { mintStatement } from '../../registry/mint-statement.ts'
import { orderSignatures } from '../../registry/order-signatures.ts'
import { gather } from '../http/gather.ts'
import { NodeFailure } from '../http/node-failure.ts'
import type { Session } from '../sessions/session.ts'
import { ethAddressOf } from './addresses.ts'
import { registryMint } from './compose-mint.ts'
import { joinKey, type VerifiedKey } from './join-key.ts'

const TIMEOUT = 6000

export type SignedMint = {
  readonly mint: WireMint
  /** A threshold of them, in the order that the contract takes. */
  readonly signatures: readonly Hex[]
  readonly key: VerifiedKey
}

/** Has a threshold of nodes sign a mint, and the key that it is of. Throws `NothingGathered`. */
export const gatherMint = async (session: Session, mint: WireMint): Promise<SignedMint> => {
  const { network } = session
  const set = await network.nodeSet()
  const { chain, contracts } = network.deployment
  const place = { chainId: chain.chainId, contract: contracts.PkpNft }
  const digest = fromHex(hashTypedData(mintStatement(place, registryMint(mint))))
  const { result } = await gather({
    nodes: set.nodes,
    threshold: set.threshold,
    ask: async (node) => {
      const answer = await session.ask(node, {
        method: 'POST',
        path: '/v1/keys',
        body: { mint },
        answer: mintAnswer,
        timeout: TIMEOUT,
      })
      if (signerOf(digest, answer.signature) === node.signer) return answer
      throw new NodeFailure(node.party, 'malformed', 'its signature of the mint is not its own')
    },
    join: (answers) => {
      const joined = joinKey(set, mint.publicKey, answers)
      return joined && { joined, answers: new Map(answers) }
    },
  })
  const { joined, answers } = result
  for (const node of joined.wrong) network.named(node, 'wrong-network-share', [])
  return { mint, signatures: ordered(set, answers), key: joined.key }
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

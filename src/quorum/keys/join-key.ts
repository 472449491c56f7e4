import type { Hex } from '../../payloads/encoding/hex.ts'
import { pkpStatementBytes } from '../../protocol/pkp-statement.ts'
import { ecdsaSecp256k1 } from '../../registry/mint.ts'
import { secp256k1 } from '../../threshold/groups/secp256k1.ts'
import { joinNetworkSignature } from '../network/join-network-signature.ts'
import type { VerifiedNodeSet } from '../network/node-set.ts'
import { readSharing } from '../network/read-sharing.ts'

/** A key that the network key has signed for: only such a key's address is ever shown. */
export type VerifiedKey = {
  readonly publicKey: Hex
  readonly signature: Hex
  /** In bytes, as a threshold of nodes have it; public, and what a wrong key share is told by. */
  readonly sharing: Hex
}

/** What is signed for a key, for the purpose `pkp-public-key`. */
export const keyStatement = (nodeSet: string, publicKey: Hex): Uint8Array =>
  pkpStatementBytes({ nodeSet, keyType: Number(ecdsaSecp256k1), publicKey })

/** Joins what nodes say of a key; undefined while too few say the same, or say it rightly. */
export const joinKey = (
  set: VerifiedNodeSet,
  publicKey: Hex,
  answers: ReadonlyMap<number, { readonly share: Hex; readonly sharing: Hex }>,
): { readonly key: VerifiedKey; readonly wrong: readonly number[] } | undefined => {
  const shares = new Map([...answers].map(([party, { share }]) => [party, share]))
  const sharing = agreed([...answers.values()].map((answer) => answer.sharing))
  if (sharing === undefined || sharing.times < set.threshold) return undefined
  if (readSharing(secp256k1, publicKey, sharing.value) === undefined) return undefined
  const { signature, wrong } = joinNetworkSignature({
    sharing: set.sharing,
    purpose: 'pkp-public-key',
    message: keyStatement(set.record.nodeSet, publicKey),
    shares,
  })
  if (signature === undefined) return undefined
  return { key: { publicKey, signature, sharing: sharing.value }, wrong }
}

/** What most of them say. */
const agreed = (
  values: readonly Hex[],
): { readonly value: Hex; readonly times: number } | undefined => {
  const times = new Map<Hex, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  const [most] = [...times].toSorted((a, b) => b[1] - a[1])
  return most && { value: most[0], times: most[1] }
}

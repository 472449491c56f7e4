import { equalBytes } from '../encoding/bytes.ts'
import { EncodingError, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { decompress, isPoint, secp256k1 } from '../groups/secp256k1.ts'
import type { VerifyIdentity } from '../identity.ts'
import { publicShare, type PublicSharing } from '../sharing/key-share.ts'
import { lagrangeAtZero } from '../sharing/lagrange.ts'
import { verifyContribution, type Contribution } from './contribution.ts'
import { judgeContributions } from './judge-contributions.ts'
import { keySumEvidenceRecord, keySumStatement, type KeySumStatement } from './key-sum-evidence.ts'

const { order } = secp256k1

export type KeySumCase = {
  readonly header: Uint8Array
  readonly sharing: PublicSharing
  readonly signers: readonly PartyId[]
  readonly evidence: readonly Uint8Array[]
  /** What signers were told that saw nothing amiss, and so have no evidence to give. */
  readonly told?: readonly (readonly Contribution[])[]
}

export type KeySumVerdict = {
  readonly culprits: readonly PartyId[]
  /** Pairs whose two sides name different shares of zero: one of the two lies. */
  readonly suspects: readonly (readonly [PartyId, PartyId])[]
}

/** Finds who published a key share that is not its own, from the signers' evidence. */
export const judgeKeySum = (verify: VerifyIdentity, facts: KeySumCase): KeySumVerdict => {
  const { header, signers, evidence, told = [] } = facts
  const heard = new Map(
    evidence.flatMap((bytes) => {
      const said = authentic(verify, header, bytes)
      return said === undefined || !signers.includes(said.party)
        ? []
        : [[said.party, said] as const]
    }),
  )
  const vouched = [...heard.values()].map(({ contributions }) => contributions)
  const culprits = new Set(judgeContributions(verify, header, [...vouched, ...told]))
  for (const said of heard.values()) {
    const honest =
      said.contributions.every((one) => verifyContribution(verify, header, one)) &&
      namesEveryPeer(said, signers) &&
      explainsKeyShare(said, facts)
    if (!honest) culprits.add(said.party)
  }
  const suspects = signers.flatMap((low, index) =>
    signers.slice(index + 1).flatMap((high) => {
      const there = partFor(heard.get(low), high)
      const back = partFor(heard.get(high), low)
      if (there === undefined || back === undefined || there.add(back).is0()) return []
      return [[low, high] as const]
    }),
  )
  return { culprits: [...culprits].toSorted((a, b) => a - b), suspects }
}

/** A part left out, or named twice, would be one that nobody can hold against its other side. */
const namesEveryPeer = (
  { party, parts }: KeySumStatement,
  signers: readonly PartyId[],
): boolean => {
  const peers = signers.filter((signer) => signer !== party)
  return (
    parts.length === peers.length && peers.every((peer) => parts.some((item) => item.peer === peer))
  )
}

/** Whether the key share that a signer published is its part of the key and its share of zero. */
const explainsKeyShare = (
  { party, parts, contributions }: KeySumStatement,
  { sharing, signers }: KeySumCase,
): boolean => {
  const own = contributions.find((contribution) => contribution.party === party)
  if (own === undefined || !isPoint(own.keyShare)) return false
  const weight = lagrangeAtZero(signers, order).get(party) ?? 0n
  return parts
    .reduce((sum, { point }) => sum.add(point), publicShare(sharing, party).multiplyUnsafe(weight))
    .equals(decompress(own.keyShare))
}

const partFor = (said: KeySumStatement | undefined, peer: PartyId): Point | undefined =>
  said?.parts.find((item) => item.peer === peer)?.point

/** Undefined for what its party did not sign: a wallet may carry anything. */
const authentic = (
  verify: VerifyIdentity,
  header: Uint8Array,
  bytes: Uint8Array,
): KeySumStatement | undefined => {
  try {
    const { statement: said, signature } = keySumEvidenceRecord.decode(bytes)
    const ours = equalBytes(said.header, header)
    return ours && verify(said.party, keySumStatement(said), signature) ? said : undefined
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

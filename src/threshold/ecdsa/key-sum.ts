import { fixedBytes, list, partyId, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { EncodingError, type PartyId } from '../errors.ts'
import { pointCodec } from '../groups/codec.ts'
import type { Point } from '../groups/group.ts'
import { decompress, secp256k1 } from '../groups/secp256k1.ts'
import { SIGNATURE_LENGTH, type Identity, type VerifyIdentity } from '../identity.ts'
import type { PairGeneration } from '../pairs/generation.ts'
import { zeroShareParts } from '../pairs/zero-sharing.ts'
import { publicShare, type PublicSharing } from '../sharing/key-share.ts'
import { lagrangeAtZero } from '../sharing/lagrange.ts'
import { contributionRecord, type Contribution } from './contribution.ts'
import { judgeContributions } from './judge-contributions.ts'

const { order, base } = secp256k1

const part = record('zero-share-part', { peer: partyId, point: pointCodec(secp256k1) })

const statement = record('key-sum-statement', {
  header: fixedBytes(32),
  party: partyId,
  parts: list(part),
  contributions: list(contributionRecord),
})

const evidenceRecord = record('key-sum-evidence', {
  statement,
  signature: fixedBytes(SIGNATURE_LENGTH),
})
type Evidence = Decoded<typeof evidenceRecord>

const signedBytes = (said: Evidence['statement']): Uint8Array =>
  hash('ecdsa/key-sum', statement.encode(said))

/**
 * When the key shares do not sum to the key: the points of this signer's share of zero, which tell
 * nothing of any secret since the session is burned, with what everybody told it.
 */
export const keySumEvidence = (
  identity: Identity,
  header: Uint8Array,
  party: PartyId,
  pairs: readonly PairGeneration[],
  contributions: readonly Contribution[],
): Uint8Array => {
  const parts = [...zeroShareParts(pairs, header, order)].map(([peer, scalar]) => ({
    peer,
    point: base.multiply(scalar),
  }))
  const said = { header, party, parts, contributions }
  return evidenceRecord.encode({ statement: said, signature: identity.sign(signedBytes(said)) })
}

export type KeySumVerdict = {
  readonly culprits: readonly PartyId[]
  /** Pairs whose two sides name different shares of zero: one of the two lies. */
  readonly suspects: readonly (readonly [PartyId, PartyId])[]
}

/** Finds who published a key share that is not its own, from the signers' evidence. */
export const judgeKeySum = (
  verify: VerifyIdentity,
  header: Uint8Array,
  sharing: PublicSharing,
  signers: readonly PartyId[],
  evidence: readonly Uint8Array[],
): KeySumVerdict => {
  const heard = new Map(
    evidence.flatMap((bytes) => {
      const said = authentic(verify, header, bytes)
      return said === undefined || !signers.includes(said.party)
        ? []
        : [[said.party, said] as const]
    }),
  )
  const culprits = new Set(
    judgeContributions(
      verify,
      header,
      [...heard.values()].map(({ party, contributions }) => ({ witness: party, contributions })),
    ),
  )
  const weights = lagrangeAtZero(signers, order)
  for (const [party, { parts, contributions }] of heard) {
    const own = contributions.find((contribution) => contribution.party === party)
    const expected = parts.reduce(
      (sum, { point }) => sum.add(point),
      publicShare(sharing, party).multiplyUnsafe(weights.get(party) ?? 0n),
    )
    const complete = parts.length === signers.length - 1
    if (own === undefined || !complete || !expected.equals(decompress(own.keyShare))) {
      culprits.add(party)
    }
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

const partFor = (said: Evidence['statement'] | undefined, peer: PartyId): Point | undefined =>
  said?.parts.find((item) => item.peer === peer)?.point

/** Undefined for what its party did not sign: a wallet may carry anything. */
const authentic = (
  verify: VerifyIdentity,
  header: Uint8Array,
  bytes: Uint8Array,
): Evidence['statement'] | undefined => {
  try {
    const { statement: said, signature } = evidenceRecord.decode(bytes)
    const fits = said.header.every((byte, index) => byte === header[index])
    return fits && verify(said.party, signedBytes(said), signature) ? said : undefined
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

import type { DKG_Round1, DKG_Secret } from '@noble/curves/abstract/frost.js'
import { concat, wipe } from '../encoding/bytes.ts'
import { Abort, type PartyId } from '../errors.ts'
import type { Randomness } from '../primitives/primitives.ts'
import type { Holders } from '../sharing/holders.ts'
import { SALT_LENGTH, type Package } from './messages.ts'
import {
  generatorOf,
  identifierOf,
  pointBytes,
  readScalar,
  scalarBytes,
  type FrostSuite,
} from './suite.ts'

/** A party's polynomial, and what it will tell all the others about it. */
export const deal = (
  suite: FrostSuite,
  self: PartyId,
  { threshold, parties }: Holders,
  random: Randomness,
): { readonly polynomial: DKG_Secret; readonly opened: Package } => {
  const { frost, decodePoint } = suite
  const dealt = frost.DKG.round1(
    identifierOf(suite, self),
    { min: threshold, max: parties.length },
    undefined,
    generatorOf(random),
  )
  const [constant] = dealt.public.commitment
  const proof = dealt.public.proofOfKnowledge
  const split = constant?.length ?? 0
  return {
    polynomial: dealt.secret,
    opened: {
      commitments: dealt.public.commitment.map(decodePoint),
      proofNonce: decodePoint(proof.subarray(0, split)),
      proofResponse: readScalar(suite, proof.subarray(split)),
      salt: random(SALT_LENGTH),
    },
  }
}

const broadcastOf = (
  suite: FrostSuite,
  party: PartyId,
  { commitments, proofNonce, proofResponse }: Package,
): DKG_Round1 => ({
  identifier: identifierOf(suite, party),
  commitment: commitments.map(pointBytes),
  proofOfKnowledge: Uint8Array.from(
    concat(pointBytes(proofNonce), scalarBytes(suite, proofResponse)),
  ),
})

/** The shares for the others, once each of them has proven that it knows what it deals. */
export const sharesFor = (
  suite: FrostSuite,
  polynomial: DKG_Secret,
  packages: ReadonlyMap<PartyId, Package>,
): ReadonlyMap<PartyId, bigint> => {
  const liars = [...packages].filter((dealt) => !provesKnowledge(suite, polynomial, ...dealt))
  if (liars.length > 0) {
    const culprits = liars.map(([party]) => party)
    throw new Abort('bad-proof', culprits, `no proof of knowledge from ${culprits.join(', ')}`)
  }
  const broadcasts = [...packages].map((dealt) => broadcastOf(suite, ...dealt))
  const shares = suite.frost.DKG.round2(polynomial, broadcasts)
  return new Map(
    [...packages.keys()].map((party) => {
      const share = shares[identifierOf(suite, party)]
      if (share === undefined) throw new Abort('internal', [], `no share for ${party}`)
      return [party, readScalar(suite, share.signingShare)]
    }),
  )
}

/**
 * The library checks all proofs at once and does not say whose failed. So each is put to it alone,
 * in a key generation of two that exists for this question.
 */
const provesKnowledge = (
  suite: FrostSuite,
  { identifier }: DKG_Secret,
  party: PartyId,
  opened: Package,
): boolean => {
  const constant = opened.commitments.slice(0, 1)
  const commitments = [...constant, ...constant]
  const asker: DKG_Secret = {
    identifier,
    coefficients: [1n, 1n],
    commitment: commitments.map(pointBytes),
    signers: { min: 2, max: 2 },
    step: 1,
  }
  try {
    suite.frost.DKG.round2(asker, [broadcastOf(suite, party, { ...opened, commitments })])
    return true
  } catch {
    return false
  }
}

/** This party's share of the joint key, from shares that were checked one by one. */
export const joinShares = (
  suite: FrostSuite,
  polynomial: DKG_Secret,
  packages: ReadonlyMap<PartyId, Package>,
  shares: ReadonlyMap<PartyId, bigint>,
): { readonly commitments: readonly Uint8Array[]; readonly secret: bigint } => {
  const key = suite.frost.DKG.round3(
    polynomial,
    [...packages].map(([party, opened]) => broadcastOf(suite, party, opened)),
    [...shares].map(([party, share]) => ({
      identifier: identifierOf(suite, party),
      signingShare: scalarBytes(suite, share),
    })),
  )
  const secret = readScalar(suite, key.secret.signingShare)
  wipe(key.secret.signingShare)
  return { commitments: key.public.commitments, secret }
}

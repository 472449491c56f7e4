import type { Ceremony } from '../../src/threshold/ceremony/ceremony.ts'
import type { Acknowledgement } from '../../src/threshold/ecdsa/acknowledgement.ts'
import { combine, type Joined } from '../../src/threshold/ecdsa/combine.ts'
import { signerPairs, type PresignHeader } from '../../src/threshold/ecdsa/header.ts'
import { openPresignature } from '../../src/threshold/ecdsa/open.ts'
import { OpeningBudget } from '../../src/threshold/ecdsa/opening-budget.ts'
import { presign } from '../../src/threshold/ecdsa/presign.ts'
import type { Presignature } from '../../src/threshold/ecdsa/presignature.ts'
import type { SigningRequest } from '../../src/threshold/ecdsa/request.ts'
import { requestOn, signShare } from '../../src/threshold/ecdsa/sign.ts'
import {
  signatureShareRecord,
  type SignatureShare,
} from '../../src/threshold/ecdsa/signature-share.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import type { PairGeneration } from '../../src/threshold/pairs/generation.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import type { Primitives, Randomness } from '../../src/threshold/primitives/primitives.ts'
import {
  publicKey,
  type KeyShare,
  type PublicSharing,
} from '../../src/threshold/sharing/key-share.ts'
import { dealShares } from './dealer.ts'
import { identityOf } from './identities.ts'
import { results, run } from './network.ts'
import { dealPair } from './pairs.ts'

/** A node as far as signing goes: its share, its run, and what it has with each other node. */
export type Signer = {
  readonly share: KeyShare
  readonly bootId: Uint8Array
  readonly generations: Map<PartyId, PairGeneration>
}

export type SignerSet = ReadonlyMap<PartyId, Signer>

export const signerOf = (set: SignerSet, party: PartyId): Signer => {
  const signer = set.get(party)
  if (signer === undefined) throw new Error(`no signer ${party}`)
  return signer
}

/** Replaces what two signers have together by a new generation. */
export const pairAnew = (set: SignerSet, a: PartyId, b: PartyId, random: Randomness): void => {
  const [ofA, ofB] = dealPair(a, b, random)
  signerOf(set, a).generations.set(b, ofA)
  signerOf(set, b).generations.set(a, ofB)
}

/** Signers around shares that exist, every pair set up. */
export const gatherSigners = (
  shares: ReadonlyMap<PartyId, KeyShare>,
  random: Randomness,
): SignerSet => {
  const set: SignerSet = new Map(
    [...shares].map(([party, share]) => [
      party,
      { share, bootId: random(16), generations: new Map<PartyId, PairGeneration>() },
    ]),
  )
  for (const [a, b] of signerPairs([...shares.keys()])) pairAnew(set, a, b, random)
  return set
}

export const dealSigners = (options: {
  readonly parties: readonly PartyId[]
  readonly threshold: number
  readonly random: Randomness
  readonly secret?: bigint
  readonly epoch?: number
}): SignerSet => gatherSigners(dealShares(secp256k1, options), options.random)

export const sharingOf = (set: SignerSet): PublicSharing => {
  const [signer] = set.values()
  if (signer === undefined) throw new Error('an empty set')
  return signer.share.sharing
}

/** What an honest wallet proposes for this signer set. */
export const propose = (
  set: SignerSet,
  signers: readonly PartyId[],
  random: Randomness,
): PresignHeader => ({
  id: random(32),
  key: publicKey(sharingOf(set)),
  epoch: sharingOf(set).epoch,
  signers,
  boots: signers.map((party) => signerOf(set, party).bootId),
  generations: signerPairs(signers).map(([low, high]) => {
    const pair = signerOf(set, low).generations.get(high)
    if (pair === undefined) throw new Error(`no pair ${low}, ${high}`)
    return pair.id
  }),
})

export const presignAt = (
  set: SignerSet,
  party: PartyId,
  header: PresignHeader,
  random: Randomness,
  primitives: Primitives = native,
): Ceremony<Presignature> =>
  presign({
    ...signerOf(set, party),
    header,
    identity: identityOf(party),
    primitives,
    random,
  })

/** Presignatures of one header at all its signers. */
export const presignAll = (
  set: SignerSet,
  header: PresignHeader,
  random: Randomness,
): ReadonlyMap<PartyId, Presignature> =>
  results(run(header.signers.map((party) => presignAt(set, party, header, random))))

export const acknowledgementsOf = (
  presignatures: ReadonlyMap<PartyId, Presignature>,
): readonly Acknowledgement[] =>
  [...presignatures.values()].map(({ acknowledgement }) => acknowledgement)

export const presignatureOf = (
  presignatures: ReadonlyMap<PartyId, Presignature>,
  party: PartyId,
): Presignature => {
  const presignature = presignatures.get(party)
  if (presignature === undefined) throw new Error(`no presignature at ${party}`)
  return presignature
}

/** Every signer's share, as it would travel. */
export const signAll = (
  presignatures: ReadonlyMap<PartyId, Presignature>,
  request: SigningRequest,
): readonly SignatureShare[] => {
  const acknowledgements = acknowledgementsOf(presignatures)
  return [...presignatures].map(([party, presignature]) =>
    signatureShareRecord.decode(
      signShare(identityOf(party), presignature, request, acknowledgements),
    ),
  )
}

export const joinShares = (
  presignatures: ReadonlyMap<PartyId, Presignature>,
  request: SigningRequest,
  shares: readonly SignatureShare[],
): Joined => {
  const [presignature] = presignatures.values()
  if (presignature === undefined) throw new Error('no presignature')
  return combine(requestOn(presignature, request), presignature.header.signers, shares)
}

/** Openings of all signers, as they would travel. */
export const openAll = (
  presignatures: ReadonlyMap<PartyId, Presignature>,
  request: SigningRequest,
  shares: readonly SignatureShare[],
  random: Randomness,
): readonly Uint8Array[] =>
  [...presignatures].map(([party, presignature]) =>
    openPresignature({
      identity: identityOf(party),
      presignature,
      request,
      shares,
      budget: new OpeningBudget({ epoch: 0, life: 0 }, () => {}),
      random,
    }),
  )

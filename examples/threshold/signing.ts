import { createPublicKey, verify } from 'node:crypto'
import {
  combine,
  compactSignature,
  type Joined,
  type JoinedSignature,
} from '../../src/threshold/ecdsa/combine.ts'
import { signerPairs, type PresignHeader } from '../../src/threshold/ecdsa/header.ts'
import { judgeShares } from '../../src/threshold/ecdsa/judge-shares.ts'
import { openPresignature } from '../../src/threshold/ecdsa/open.ts'
import { OpeningBudget } from '../../src/threshold/ecdsa/opening-budget.ts'
import { presign } from '../../src/threshold/ecdsa/presign.ts'
import type { Presignature } from '../../src/threshold/ecdsa/presignature.ts'
import type { SigningRequest } from '../../src/threshold/ecdsa/request.ts'
import { requestOn, signShare } from '../../src/threshold/ecdsa/sign.ts'
import {
  signatureShareRecord,
  signShareStatement,
  type SignatureShare,
} from '../../src/threshold/ecdsa/signature-share.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import { publicKey, type PublicSharing } from '../../src/threshold/sharing/key-share.ts'
import { carry, random, type Party } from './party.ts'

export type Presigned = ReadonlyMap<PartyId, Presignature>

/** What a wallet proposes: which parties, of which run, over which pairs. */
const propose = (sharing: PublicSharing, signers: readonly Party[]): PresignHeader => ({
  id: random(32),
  key: publicKey(sharing),
  epoch: sharing.epoch,
  signers: signers.map(({ id }) => id),
  boots: signers.map(({ bootId }) => bootId),
  generations: signerPairs(signers.map(({ id }) => id)).map(([low, high]) => {
    const pair = signers.find(({ id }) => id === low)?.pairs.get(high)
    if (pair === undefined) throw new Error(`${low} and ${high} have no pair`)
    return pair.id
  }),
})

/** Two rounds among exactly the signers, before anyone knows what will be signed. */
export const presignTogether = (sharing: PublicSharing, signers: readonly Party[]): Presigned => {
  const header = propose(sharing, signers)
  return carry(
    signers.map(({ share, bootId, pairs, identity }) => {
      if (share === undefined) throw new Error('a signer needs a share')
      return presign({
        header,
        share,
        bootId,
        generations: pairs,
        identity,
        primitives: native,
        random,
      })
    }),
  )
}

/** One message from each signer, none between them. */
export const answers = (
  parties: readonly Party[],
  presigned: Presigned,
  request: SigningRequest,
): SignatureShare[] => {
  const acknowledgements = [...presigned.values()].map((one) => one.acknowledgement)
  return parties.flatMap(({ id, identity }) => {
    const presignature = presigned.get(id)
    if (presignature === undefined) return []
    const share = signShare(identity, presignature, request, acknowledgements)
    return [signatureShareRecord.decode(share)]
  })
}

export const join = (
  presigned: Presigned,
  request: SigningRequest,
  shares: readonly SignatureShare[],
): Joined => {
  const [presignature] = presigned.values()
  if (presignature === undefined) throw new Error('nobody presigned')
  return combine(requestOn(presignature, request), presignature.header.signers, shares)
}

/** The share that a party would send if it wanted the signature to fail: one off, and signed. */
export const lie = (share: SignatureShare, liar: Party): SignatureShare => {
  const { signature: _, ...said } = share
  return signShareStatement(liar.identity, { ...said, u: (said.u + 1n) % secp256k1.order })
}

/** The signers open just enough for anyone to see whose share is wrong. */
export const whoLied = (
  signers: readonly Party[],
  presigned: Presigned,
  request: SigningRequest,
  shares: readonly SignatureShare[],
): readonly PartyId[] => {
  const openings = signers.flatMap(({ id, identity }) => {
    const presignature = presigned.get(id)
    if (presignature === undefined) return []
    const budget = new OpeningBudget({ epoch: 0, life: 0 }, () => {})
    try {
      return [openPresignature({ identity, presignature, request, shares, budget, random })]
    } catch {
      // The liar cannot open: the share that is shown is not the one it stored.
      return []
    }
  })
  const [judge] = signers
  const presignature = judge === undefined ? undefined : presigned.get(judge.id)
  if (judge === undefined || presignature === undefined) throw new Error('nobody can judge')
  const { headerHash, contributions } = presignature
  const bound = requestOn(presignature, request)
  const facts = { headerHash, bound, contributions, shares, openings }
  return [...judgeShares(judge.identity.verify, facts).keys()]
}

const SPKI_SECP256K1 = Buffer.from('3056301006072a8648ce3d020106052b8104000a034200', 'hex')

/** A second opinion, from a library that knows nothing of thresholds. */
export const opensslAccepts = (
  sharing: PublicSharing,
  message: string,
  signature: JoinedSignature,
): boolean => {
  const der = Buffer.concat([SPKI_SECP256K1, publicKey(sharing).toBytes(false)])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const bytes = compactSignature(signature)
  return verify('sha256', Buffer.from(message), { key, dsaEncoding: 'ieee-p1363' }, bytes)
}

// DKLs23 (ePrint 2023/765): the two message rounds before the message to sign is known.
import { Ceremony } from '../ceremony/ceremony.ts'
import { exchange, type Protocol } from '../ceremony/protocol.ts'
import { equalBytes, uint16Bytes } from '../encoding/bytes.ts'
import type { Decoded } from '../encoding/codec.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { decodeScalar, mod, randomScalar } from '../groups/scalar.ts'
import { compress, normalize, secp256k1 } from '../groups/secp256k1.ts'
import type { Identity } from '../identity.ts'
import type { PairGeneration } from '../pairs/generation.ts'
import { zeroShare } from '../pairs/zero-sharing.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import { publicKey, type KeyShare } from '../sharing/key-share.ts'
import { lagrangeAtZero } from '../sharing/lagrange.ts'
import { acknowledge } from './acknowledgement.ts'
import { admitPresign } from './admit.ts'
import {
  presignTranscript,
  signContribution,
  verifyContribution,
  type Contribution,
} from './contribution.ts'
import type { PresignHeader } from './header.ts'
import { offerMessage, replyMessage, SALT_LENGTH } from './messages.ts'
import { Multiplication, type Answer } from './multiplication.ts'
import { Presignature } from './presignature.ts'
import { signPairStatement, verifyPairStatement, type ReceivedStatement } from './statements.ts'
import { testifyKeySum } from './testify-key-sum.ts'

const { order, base } = secp256k1

export type PresignParameters = {
  readonly header: PresignHeader
  readonly share: KeyShare
  /** This process's own, made anew at every start. */
  readonly bootId: Uint8Array
  readonly generations: ReadonlyMap<PartyId, PairGeneration>
  readonly identity: Identity
  readonly primitives: Primitives
  readonly random: Randomness
}

/** Throws before anything is sent if the header does not fit what this signer holds. */
export const presign = (parameters: PresignParameters): Ceremony<Presignature> => {
  const { session, pairs } = admitPresign(parameters)
  return new Ceremony({
    session,
    self: parameters.share.self,
    peers: pairs.map(({ peer }) => peer),
    protocol: protocol(parameters, session, pairs),
  })
}

function* protocol(
  { header, share, identity, primitives, random }: PresignParameters,
  session: Uint8Array,
  pairs: readonly PairGeneration[],
): Protocol<Presignature> {
  const { self, sharing } = share
  const peers = pairs.map(({ peer }) => peer)
  const products = new Map<PartyId, Multiplication>()
  try {
    requireLive(pairs)
    for (const pair of pairs) {
      products.set(pair.peer, new Multiplication(session, pair, primitives, random))
    }
    const r = randomScalar(order, random)
    const phi = randomScalar(order, random)
    const key = additiveKeyShare(share, header.signers, zeroShare(pairs, session, order))
    const [nonce, keyShare] = normalize([base.multiply(r), base.multiply(key)]) as [Point, Point]
    const salt = random(SALT_LENGTH)
    const own = signContribution(identity, session, self, { nonce, keyShare })

    const commitment = nonceCommitment(session, self, nonce, salt)
    const offers = yield* exchange(offerMessage, peers, (to) => ({
      commitment,
      extension: need(products, to).offer,
    }))

    requireLive(pairs)
    const answers = new Map<PartyId, Answer>()
    for (const [peer, { extension }] of offers) {
      answers.set(peer, need(products, peer).answer(extension, [r, key]))
    }
    const replies = yield* exchange(replyMessage, peers, (to) => {
      const { rvole, gammaNonce, gammaKey } = need(answers, to)
      const psi = mod(phi - need(products, to).factor, order)
      const said = { from: self, gammaNonce, gammaKey, psi }
      const { signature } = signPairStatement(identity, { header: session, to }, said)
      return {
        nonce,
        salt,
        keyShare,
        contributionSignature: own.signature,
        gammaNonce,
        gammaKey,
        psi,
        pairSignature: signature,
        rvole,
      }
    })

    requireLive(pairs)
    const contributions: Contribution[] = [own]
    const received: ReceivedStatement[] = []
    let phiSum = phi
    let u = 0n
    let v = 0n
    let jointNonce = nonce
    let jointKey = keyShare
    for (const [peer, reply] of replies) {
      const said = openReply(identity, session, self, peer, need(offers, peer).commitment, reply)
      contributions.push(said.contribution)
      received.push(said.statement)
      const [receivedU, receivedV] = need(products, peer).finish(reply)
      const [sentU, sentV] = need(answers, peer).shares
      phiSum += reply.psi
      u += sentU + receivedU
      v += sentV + receivedV
      jointNonce = jointNonce.add(reply.nonce)
      jointKey = jointKey.add(reply.keyShare)
    }
    contributions.sort((a, b) => a.party - b.party)
    if (!jointKey.equals(publicKey(sharing))) {
      throw new Abort('key-sum', [], 'the signers’ key shares do not add up to the key', {
        evidence: testifyKeySum(identity, session, self, pairs, contributions),
      })
    }
    if (jointNonce.is0()) throw new Abort('degenerate', [], 'the nonces cancel each other')

    const transcript = presignTranscript(session, contributions)
    return new Presignature({
      header,
      headerHash: session,
      self,
      sharing,
      nonce: jointNonce.toBytes(false),
      transcript,
      acknowledgement: acknowledge(identity, self, transcript),
      generations: pairs,
      contributions,
      received,
      secrets: { phi, u: mod(u + r * phiSum, order), v: mod(v + key * phiSum, order) },
    })
  } finally {
    for (const product of products.values()) product.wipe()
  }
}

const need = <T>(values: ReadonlyMap<PartyId, T>, party: PartyId): T => {
  const value = values.get(party)
  if (value === undefined) throw new Error(`nothing is known of ${party}`)
  return value
}

/** This signer's summand of the key among exactly these signers, hidden by a share of zero. */
const additiveKeyShare = (
  { secret, self }: KeyShare,
  signers: readonly PartyId[],
  zero: bigint,
): bigint => {
  const weight = need(lagrangeAtZero(signers, order), self)
  const part = mod(weight * decodeScalar(secret, order) + zero, order)
  if (part === 0n) throw new Abort('degenerate', [], 'the additive key share is zero')
  return part
}

const nonceCommitment = (
  session: Uint8Array,
  party: PartyId,
  nonce: Point,
  salt: Uint8Array,
): Uint8Array => hash('ecdsa/nonce', session, uint16Bytes(party), compress(nonce), salt)

/** A check that failed elsewhere takes every ceremony on the same generation with it. */
const requireLive = (pairs: readonly PairGeneration[]): void => {
  const lost = pairs.find(({ dropped }) => dropped)
  if (lost === undefined) return
  throw new Abort('pair-dropped', [], `the pair with ${lost.peer} was dropped meanwhile`)
}

/** The public part of a reply, held against the peer's commitment and its signatures. */
const openReply = (
  identity: Identity,
  header: Uint8Array,
  self: PartyId,
  peer: PartyId,
  commitment: Uint8Array,
  reply: Decoded<typeof replyMessage>,
): { contribution: Contribution; statement: ReceivedStatement } => {
  const { nonce, keyShare, gammaNonce, gammaKey, psi } = reply
  if (!equalBytes(nonceCommitment(header, peer, nonce, reply.salt), commitment)) {
    throw new Abort('bad-commitment', [peer], `${peer} opened another nonce than it committed to`)
  }
  const contribution = {
    party: peer,
    nonce: compress(nonce),
    keyShare: compress(keyShare),
    signature: reply.contributionSignature,
  }
  const statement = {
    from: peer,
    gammaNonce: compress(gammaNonce),
    gammaKey: compress(gammaKey),
    psi,
    signature: reply.pairSignature,
  }
  const signed =
    verifyContribution(identity.verify, header, contribution) &&
    verifyPairStatement(identity.verify, { header, to: self }, statement)
  if (!signed) throw new Abort('bad-signature', [peer], `${peer} did not sign what it said`)
  return { contribution, statement }
}

import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { signatureAnswer } from '../../protocol/endpoints.ts'
import { combine, type JoinedSignature } from '../../threshold/ecdsa/combine.ts'
import { bindRequest, type BoundRequest } from '../../threshold/ecdsa/request.ts'
import { signatureShareRecord, type SignatureShare } from '../../threshold/ecdsa/signature-share.ts'
import { equalBytes } from '../../threshold/encoding/bytes.ts'
import { EncodingError, UsageError } from '../../threshold/errors.ts'
import { QuorumError } from '../errors.ts'
import { NodeFailure } from '../http/node-failure.ts'
import { askSigners } from './ask-signers.ts'
import { AttemptFailed } from './attempt-failed.ts'
import { blameAcknowledgements } from './blame-acknowledgements.ts'
import { blameShares } from './blame-shares.ts'
import type { OpenPresignature } from './presignature.ts'
import type { SigningPayload } from './signing-payload.ts'
import type { Undertaking } from './undertaking.ts'

/** What is asked of every signer of every set alike. */
export type Request = {
  readonly id: Uint8Array
  readonly payload: SigningPayload
  readonly origin?: string | undefined
}

/** The shares of a presignature's signers, joined and verified. Throws `AttemptFailed`. */
export const signWith = async (
  undertaking: Undertaking,
  presignature: OpenPresignature,
  request: Request,
  signal: AbortSignal,
): Promise<JoinedSignature> => {
  const { session, set, publicKey, light, deadline } = undertaking
  const { parts } = session.network
  const { signers, headerHash } = presignature
  const { id, payload, origin } = request
  const bound = bind(presignature, { id, digest: payload.digest })
  const body = {
    publicKey,
    presignature: toHex(headerHash),
    requestId: toHex(id),
    payload: payload.wire,
    ...(origin !== undefined && { origin }),
  }
  const nodes = set.nodes.filter(({ party }) => signers.includes(party))
  const answers = await askSigners(parts, nodes, signal, async (node, signal) => {
    light(node.party, 'asked')
    const { share } = await session.ask(node, {
      method: 'POST',
      path: '/v1/signatures',
      body: { ...body, acknowledgements: presignature.acknowledgements },
      answer: signatureAnswer,
      timeout: Math.max(1, deadline - parts.now()),
      signal,
    })
    const read = readShare(node.party, headerHash, share)
    light(node.party, 'signed')
    return read
  }).catch((error: unknown) => {
    throw error instanceof AttemptFailed
      ? blameAcknowledgements(undertaking, presignature, error)
      : error
  })
  const shares = signers.flatMap((party) => answers.get(party) ?? [])
  const joined = combine(bound, signers, shares)
  if (joined.kind === 'signature') return joined.signature
  if (joined.kind === 'wrong-share') {
    throw await blameShares(undertaking, { presignature, bound, shares, body, signal })
  }
  const evidence = shares.map((share) => toHex(signatureShareRecord.encode(share)))
  for (const node of joined.parties) {
    light(node, 'lied')
    session.network.named(node, 'other-request', evidence)
  }
  throw new AttemptFailed('a signer answered for another request', { culprits: joined.parties })
}

/** A digest of zero, which no hash is, and the like. */
const bind = (...parameters: Parameters<typeof bindRequest>): BoundRequest => {
  try {
    return bindRequest(...parameters)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new QuorumError('bad-payload', `this cannot be signed: ${error.message}`)
  }
}

const readShare = (party: number, headerHash: Uint8Array, bytes: Hex): SignatureShare => {
  try {
    const share = signatureShareRecord.decode(fromHex(bytes))
    if (share.party === party && equalBytes(share.header, headerHash)) return share
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
  }
  throw new NodeFailure(party, 'malformed', 'its share is none, or another’s')
}

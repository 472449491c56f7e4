import { equalBytes } from '../encoding/bytes.ts'
import { UsageError } from '../errors.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Identity } from '../identity.ts'
import { verifyAcknowledgement, type Acknowledgement } from './acknowledgement.ts'
import type { Presignature } from './presignature.ts'
import { bindRequest, type BoundRequest, type SigningRequest } from './request.ts'
import { signatureShareRecord, signShareStatement } from './signature-share.ts'

const { order } = secp256k1

export const requestOn = (presignature: Presignature, request: SigningRequest): BoundRequest => {
  const { header, headerHash, transcript, nonce } = presignature
  const { signers, key } = header
  return bindRequest({ headerHash, transcript, signers, key, nonce }, request)
}

/**
 * This signer's share of the signature, encoded. It leaves only when every signer has acknowledged
 * the same transcript, and the presignature is bound before it exists.
 */
export const signShare = (
  identity: Identity,
  presignature: Presignature,
  request: SigningRequest,
  acknowledgements: readonly Acknowledgement[],
): Uint8Array => {
  requireAgreement(identity, presignature, acknowledgements)
  const bound = requestOn(presignature, request)
  return presignature.bind(bound.binding, ({ phi, u, v }) =>
    signatureShareRecord.encode(
      signShareStatement(identity, {
        header: presignature.headerHash,
        party: presignature.self,
        binding: bound.binding,
        u: mod(u + bound.delta * phi, order),
        w: mod(bound.message * phi + bound.r * (v + bound.tweak * phi), order),
      }),
    ),
  )
}

const requireAgreement = (
  { verify }: Identity,
  { header, transcript, self }: Presignature,
  acknowledgements: readonly Acknowledgement[],
): void => {
  const byParty = new Map(acknowledgements.map((item) => [item.party, item]))
  if (acknowledgements.length !== header.signers.length) {
    throw new UsageError('refused', 'exactly one acknowledgement of every signer is needed')
  }
  for (const party of header.signers) {
    const said = byParty.get(party)
    if (said === undefined) throw new UsageError('refused', `${party} has not acknowledged`)
    if (!equalBytes(said.transcript, transcript)) {
      throw new UsageError('refused', `${party} was told other nonces or key shares than we were`)
    }
    if (party !== self && !verifyAcknowledgement(verify, said)) {
      throw new UsageError('refused', `the acknowledgement of ${party} is not signed by it`)
    }
  }
}

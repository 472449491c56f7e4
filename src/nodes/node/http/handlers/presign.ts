import type * as z from 'zod'
import { fromHex, toHex } from '../../../../payloads/encoding/hex.ts'
import { presignatureBody, type presignatureAnswer } from '../../../../protocol/endpoints.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { headerRecord } from '../../../../threshold/ecdsa/header.ts'
import { EncodingError } from '../../../../threshold/errors.ts'
import { secp256k1 } from '../../../../threshold/groups/secp256k1.ts'
import { sessionBodyEndpoint } from '../endpoint.ts'
import { requirePermission } from '../require-permission.ts'

type Answer = z.infer<typeof presignatureAnswer>

/** As many as a person reading needs: one for now, and one if that fails. */
const LIVE = 2

/** Makes this node's part of a presignature with the others that its header names. */
export const presign = sessionBodyEndpoint(
  { method: 'POST', path: '/v1/presignatures' },
  presignatureBody,
  async ({ parts, session, body }): Promise<Answer> => {
    const header = fromHex(body.header)
    await requirePermission(parts, session, keyOf(header), { ability: 'presign' })
    const live = session.certificate.limits.livePresignatures ?? LIVE
    const made = await parts.signing.presign(header, { requester: session.id, live })
    return {
      acknowledgement: toHex(made.acknowledgement),
      nonce: toHex(made.nonce),
      transcript: toHex(made.transcript),
      contributions: made.contributions.map(toHex),
    }
  },
)

const keyOf = (header: Uint8Array): `0x${string}` => {
  try {
    return toHex(secp256k1.encodePoint(headerRecord.decode(header).key))
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
    throw new ProtocolError('bad-request', `the header does not decode: ${error.message}`)
  }
}

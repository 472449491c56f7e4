import type * as z from 'zod'
import { fromHex, toHex } from '../../../../payloads/encoding/hex.ts'
import { openingBody, type openingAnswer } from '../../../../protocol/endpoints.ts'
import { sessionBodyEndpoint } from '../endpoint.ts'
import { readPayload } from '../read-payload.ts'
import { reportConflict } from '../report-conflict.ts'

type Answer = z.infer<typeof openingAnswer>

/** What this node shows of a presignature whose shares did not join, so that the liar is found. */
export const open = sessionBodyEndpoint(
  { method: 'POST', path: '/v1/openings' },
  openingBody,
  ({ parts, session, body }): Answer => {
    const { digest } = readPayload(body.payload)
    const opening = reportConflict(parts, session, () =>
      parts.signing.open({
        presignature: fromHex(body.presignature),
        publicKey: body.publicKey,
        requestId: fromHex(body.requestId),
        digest,
        shares: body.shares.map((share) => fromHex(share)),
        requester: session.id,
      }),
    )
    parts.log.warn({ session: session.id, presignature: body.presignature }, 'shares did not join')
    return { opening: toHex(opening) }
  },
)

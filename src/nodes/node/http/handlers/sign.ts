import { publicKeyToAddress } from 'viem/utils'
import type * as z from 'zod'
import { fromHex, toHex } from '../../../../payloads/encoding/hex.ts'
import { signatureBody, type signatureAnswer } from '../../../../protocol/endpoints.ts'
import { checkGranted } from '../../sessions/check-granted.ts'
import { judgeLimits } from '../../sessions/limits/judge-limits.ts'
import { checkUse, recordUse } from '../../sessions/record-use.ts'
import { requiredAbility } from '../../sessions/required-ability.ts'
import { sessionBodyEndpoint } from '../endpoint.ts'
import { readPayload } from '../read-payload.ts'
import { reportConflict } from '../report-conflict.ts'
import { requirePermission } from '../require-permission.ts'

type Answer = z.infer<typeof signatureAnswer>

/**
 * This node's share of a signature. What is signed is what this node has read, and whatever may
 * refuse it is asked before the presignature is touched; what is counted, before the share leaves.
 */
export const sign = sessionBodyEndpoint(
  { method: 'POST', path: '/v1/signatures' },
  signatureBody,
  async ({ parts, session, body, now }): Promise<Answer> => {
    const { publicKey, requestId, origin } = body
    const { deployment, signing, stores } = parts
    const { payload, facts, digest, value } = readPayload(body.payload)
    const address = publicKeyToAddress(publicKey)
    const ability = requiredAbility(payload, { address, deployment })
    checkGranted(session.certificate, ability, now)
    await requirePermission(parts, session, publicKey, { ability, kind: payload.kind })
    judgeLimits(session.certificate.limits, facts, origin)
    const use = { requestId, digest: toHex(digest), ability, value }
    checkUse(stores, session, use)
    const ask = {
      presignature: fromHex(body.presignature),
      publicKey,
      requestId: fromHex(requestId),
      digest,
      acknowledgements: body.acknowledgements.map((one) => fromHex(one)),
      requester: session.id,
      kind: payload.kind,
    }
    const commit = (): void => {
      const now = parts.now()
      stores.database.transaction(() => {
        recordUse(stores, session, use, now)
        parts.signed.add({
          session: session.id,
          request: requestId,
          digest: use.digest,
          at: Math.floor(now / 1000),
          publicKey,
          identity: session.certificate.identity,
          ability,
          kind: payload.kind,
        })
      })
    }
    const share = reportConflict(parts, session, () => signing.sign(ask, commit))
    return { share: toHex(share) }
  },
)

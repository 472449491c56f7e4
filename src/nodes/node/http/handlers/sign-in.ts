import type * as z from 'zod'
import { toHex } from '../../../../payloads/encoding/hex.ts'
import { sessionBody, type sessionAnswer } from '../../../../protocol/endpoints.ts'
import { openSession } from '../../sessions/open-session.ts'
import { keyEndpoint } from '../endpoint.ts'

type Answer = z.infer<typeof sessionAnswer>

/** A share of a session's certificate, for whoever proves an auth method. */
export const signIn = keyEndpoint(
  { method: 'POST', path: '/v1/sessions' },
  { body: sessionBody, keyOf: ({ statement }) => statement.sessionKey },
  async ({ parts, body, now }): Promise<Answer> => {
    const { certificate, share } = await openSession(parts, body, now)
    return { certificate, share: toHex(share) }
  },
)

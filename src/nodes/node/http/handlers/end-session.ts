import type * as z from 'zod'
import type { sessionEndAnswer } from '../../../../protocol/endpoints.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { hash32 } from '../../../../protocol/schemas.ts'
import { endSession as end } from '../../sessions/end-session.ts'
import { sessionEndpoint } from '../endpoint.ts'

type Answer = z.infer<typeof sessionEndAnswer>

/** Ends a session for good at this node. */
export const endSession = sessionEndpoint(
  { method: 'DELETE', path: '/v1/sessions/:id' },
  ({ parts, session, parameter, now }): Answer => {
    const id = hash32.safeParse(parameter)
    if (!id.success) throw new ProtocolError('not-found', 'a session has 32 bytes for its id')
    end(parts.stores.sessions, session, id.data, now)
    parts.log.info({ session: id.data, by: session.id }, 'a session was ended')
    return { id: id.data, ended: true }
  },
)

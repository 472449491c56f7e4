import { listSessions } from '../../sessions/list-sessions.ts'
import { sessionEndpoint } from '../endpoint.ts'

/** The sessions of whoever asks, on all devices. */
export const sessions = sessionEndpoint(
  { method: 'GET', path: '/v1/sessions' },
  ({ parts, session, now }) =>
    listSessions(parts.stores.sessions, session.certificate.identity, now),
)

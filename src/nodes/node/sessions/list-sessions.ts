import type * as z from 'zod'
import type { CertifiedIdentity } from '../../../protocol/certificate.ts'
import type { sessionListAnswer } from '../../../protocol/endpoints.ts'
import { secondsOf } from '../auth/times.ts'
import type { SessionStore } from '../store/sessions.ts'

/** What one answer holds of them. */
const MOST_LISTED = 200

/** All live sessions of an identity that this node has met, of all devices. */
export const listSessions = (
  sessions: SessionStore,
  identity: CertifiedIdentity,
  now: number,
): z.infer<typeof sessionListAnswer> => ({
  sessions: sessions
    .ofIdentity(identity, MOST_LISTED)
    .filter(({ certificate }) => certificate.expiresAt > secondsOf(now))
    .map(({ id, certificate, usedAt, signatures, ended }) => ({
      id,
      certificate,
      ...(usedAt !== undefined && { lastUsedAt: usedAt }),
      signatures,
      ended,
    })),
})

import type { Hex } from 'viem'
import type { CertifiedIdentity } from '../../../protocol/certificate.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { MANAGE_SECONDS, MAX_SESSION_SECONDS } from '../../../protocol/statement.ts'
import { secondsOf } from '../auth/times.ts'
import type { SessionStore } from '../store/sessions.ts'
import type { Session } from './certificate-checker.ts'

/** Sessions that an identity may end without this node having met them. */
export const MAX_ENDED_SESSIONS = 2000

/**
 * Ends a session for as long as it would live: a session ends itself, and whoever has just proven
 * the identity ends any of its sessions. One that this node has not met is ended all the same, for
 * the certificates of that identity alone, since others may have certified it.
 */
export const endSession = (sessions: SessionStore, by: Session, id: Hex, now: number): void => {
  const { identity, expiresAt, provenAt } = by.certificate
  if (id === by.id) {
    sessions.end(id, identity, expiresAt)
    return
  }
  const seconds = secondsOf(now)
  if (provenAt < seconds - MANAGE_SECONDS) {
    throw new ProtocolError('sign-in-again', 'sign in anew to end sessions of other devices', {
      details: { provenAt, within: MANAGE_SECONDS },
    })
  }
  const found = sessions.find(id)
  if (found !== undefined && !isSame(found.certificate.identity, identity)) {
    throw new ProtocolError('not-found', 'none of your sessions has this id')
  }
  if (sessions.endedCountOf(identity) >= MAX_ENDED_SESSIONS) {
    throw new ProtocolError('rate-limited', 'you have ended very many sessions: wait', {
      retryAfter: 3600,
    })
  }
  sessions.end(id, identity, found?.certificate.expiresAt ?? seconds + MAX_SESSION_SECONDS)
}

const isSame = (a: CertifiedIdentity, b: CertifiedIdentity): boolean =>
  a.authMethodType === b.authMethodType && a.id === b.id

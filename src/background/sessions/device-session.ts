import type { DeviceSession } from '../../messages/popup/account-view.ts'
import type { ListedSession } from '../../quorum/sessions/list-sessions.ts'

export const deviceSession = (listed: ListedSession): DeviceSession => {
  const { abilities, issuedAt, expiresAt } = listed.certificate
  const { id, lastUsedAt, signatures, ended, current } = listed
  return {
    id,
    abilities,
    issuedAt,
    expiresAt,
    ...(lastUsedAt !== undefined && { lastUsedAt }),
    signatures,
    ended,
    current,
  }
}

import type { Certificate } from '../../../protocol/certificate.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { MANAGE_SECONDS, type Ability } from '../../../protocol/statement.ts'
import { secondsOf } from '../auth/times.ts'

/** Whether a session has what a payload requires. */
export const checkGranted = (certificate: Certificate, required: Ability, now: number): void => {
  const { abilities, provenAt } = certificate
  if (!abilities.includes(required)) {
    if (required === 'manage') {
      throw new ProtocolError(
        'manage-needed',
        'this changes who controls the key: sign in for it, with the ability to manage',
        { details: { needed: required, granted: abilities } },
      )
    }
    throw new ProtocolError('not-granted', `the session was not granted ${required}`, {
      details: { needed: required, granted: abilities },
    })
  }
  if (required === 'manage' && provenAt < secondsOf(now) - MANAGE_SECONDS) {
    throw new ProtocolError('sign-in-again', 'the sign-in is too long ago to manage a key', {
      details: { provenAt, within: MANAGE_SECONDS },
    })
  }
}

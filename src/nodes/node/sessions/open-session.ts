import { certificateBytes, sessionId, type Certificate } from '../../../protocol/certificate.ts'
import type { Proof } from '../../../protocol/proof.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { statementHash, type Statement } from '../../../protocol/statement.ts'
import type { AuthParts } from '../auth/auth-parts.ts'
import { badProof } from '../auth/bad-proof.ts'
import type { Proven } from '../auth/proven.ts'
import { PROOF_KEPT_SECONDS, secondsOf } from '../auth/times.ts'
import { verifyProof } from '../auth/verify-proof.ts'
import type { Signing } from '../ceremonies/signing.ts'
import { certificateFor } from './certificate-for.ts'
import type { SessionStores } from './session-stores.ts'

/** Of one identity; nobody has so many devices. */
export const MAX_LIVE_SESSIONS = 1000

export type OpenedSession = { readonly certificate: Certificate; readonly share: Uint8Array }

/** A share of the network's certificate, for whoever proves an auth method for the statement. */
export const openSession = async (
  parts: {
    readonly auth: AuthParts
    readonly stores: SessionStores
    readonly signing: Pick<Signing, 'networkShare'>
  },
  asked: { readonly statement: Statement; readonly proof: Proof },
  now: number,
): Promise<OpenedSession> => {
  const { auth, stores, signing } = parts
  const { statement } = asked
  const proven = await verifyProof(auth, statement, asked.proof, now)
  const { epoch } = auth.nodeSet.current()
  const certificate = stores.database.transaction(
    () => openedBefore(stores, statement, proven) ?? open(stores, statement, proven, epoch, now),
  )
  return {
    certificate,
    share: signing.networkShare('session-certificate', certificateBytes(certificate)),
  }
}

/**
 * Whoever asks again, because an answer was lost, gets the same certificate. A proof for another
 * statement, or another proof for this one, gets nothing.
 */
const openedBefore = (
  { usedProofs, sessions }: SessionStores,
  statement: Statement,
  { proofId }: Proven,
): Certificate | undefined => {
  const hash = statementHash(statement)
  const [found, ...others] = usedProofs.find(proofId, hash)
  if (found === undefined) return undefined
  if (others.length > 0 || found.proof !== proofId || found.statement !== hash) {
    throw new ProtocolError('used-proof', 'this proof has opened a session already: sign in again')
  }
  const session = sessions.find(found.session)
  if (session === undefined) {
    throw new ProtocolError('stale-proof', 'the session that this proof opened is over')
  }
  return session.certificate
}

const open = (
  stores: SessionStores,
  statement: Statement,
  proven: Proven,
  epoch: number,
  now: number,
): Certificate => {
  const { identity, proofId, counter } = proven
  const seconds = secondsOf(now)
  if (stores.sessions.countOf(identity) >= MAX_LIVE_SESSIONS) {
    throw new ProtocolError(
      'rate-limited',
      'end some of your sessions, or wait until they expire',
      {
        retryAfter: 60,
      },
    )
  }
  if (counter !== undefined && !stores.counters.raise(identity.id, counter, seconds)) {
    throw badProof('counter', 'this passkey counts backwards: there may be a copy of it')
  }
  const certificate = certificateFor(statement, proven, epoch)
  stores.sessions.add(certificate)
  stores.usedProofs.add(
    { proof: proofId, statement: statementHash(statement), session: sessionId(certificate) },
    seconds + PROOF_KEPT_SECONDS,
  )
  return certificate
}

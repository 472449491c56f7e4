import type { Hex } from 'viem'
import type { Certificate } from '../../../protocol/certificate.ts'
import type { Limits } from '../../../protocol/limits.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { Ability } from '../../../protocol/statement.ts'
import { secondsOf } from '../auth/times.ts'
import type { SessionUsage } from '../store/sessions.ts'
import type { Session } from './certificate-checker.ts'
import { limitExceeded } from './limits/limit-exceeded.ts'
import type { SessionStores } from './session-stores.ts'

export type SessionUse = {
  readonly requestId: Hex
  readonly digest: Hex
  readonly ability: Ability
  /** The most that it can take of a chain's coin; zero for what is no EVM transaction. */
  readonly value: bigint
}

/** Refuses what `recordUse` would, before a presignature is spent on it; counts nothing. */
export const checkUse = (stores: SessionStores, session: Session, use: SessionUse): void => {
  const usage = usageFor(stores, session)
  if (stores.uses.has({ session: session.id, request: use.requestId, digest: use.digest })) return
  judgeCounts(session.certificate.limits, usage, use)
  managedBy(usage, use)
}

/**
 * Counts a signature against its session, durably, before the share leaves: this is what `commit`
 * of `Signing.sign` is for. The same request for the same digest is counted once. Values of all
 * chains count together, so a total is never more than it says.
 */
export const recordUse = (
  stores: SessionStores,
  session: Session,
  use: SessionUse,
  now: number,
): void => {
  stores.database.transaction(() => {
    const { id, certificate } = session
    const usage = usageFor(stores, session)
    const at = secondsOf(now)
    const { requestId: request, digest } = use
    if (!stores.uses.add({ session: id, request, digest }, at)) return
    const counted = judgeCounts(certificate.limits, usage, use)
    stores.sessions.use(id, at, { ...counted, managed: managedBy(usage, use) })
  })
}

const usageFor = (stores: SessionStores, { id, certificate }: Session): SessionUsage => {
  const usage = stores.sessions.usageOf(id) ?? addedUsage(stores, certificate, id)
  if (usage !== undefined && !usage.ended) return usage
  throw new ProtocolError('session-revoked', 'the session was ended: sign in again')
}

/** A certificate that was met before its row was lost to a restored store counts anew. */
const addedUsage = (
  { sessions }: SessionStores,
  certificate: Certificate,
  id: Hex,
): SessionUsage | undefined => {
  sessions.add(certificate)
  return sessions.usageOf(id)
}

/** What the counts would be after the use, if they may. */
export const judgeCounts = (
  limits: Limits,
  session: Pick<SessionUsage, 'signatures' | 'spent'>,
  { value }: Pick<SessionUse, 'value'>,
): Pick<SessionUsage, 'signatures' | 'spent'> => {
  const signatures = session.signatures + 1
  const spent = session.spent + value
  if (limits.signatures !== undefined && signatures > limits.signatures) {
    throw limitExceeded('signatures', 'the session has made all its signatures', {
      allowed: limits.signatures,
      asked: signatures,
    })
  }
  if (limits.valueTotal !== undefined && spent > BigInt(limits.valueTotal)) {
    throw limitExceeded('valueTotal', 'the session has not that much left to spend', {
      allowed: limits.valueTotal,
      asked: spent.toString(),
    })
  }
  return { signatures, spent }
}

const managedBy = ({ managed }: SessionUsage, use: SessionUse): Hex | undefined => {
  if (use.ability !== 'manage') return managed
  if (managed !== undefined && managed !== use.digest) {
    throw new ProtocolError('manage-used', 'a sign-in changes one thing only: sign in again')
  }
  return use.digest
}

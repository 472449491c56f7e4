import type { Hex } from '../../payloads/encoding/hex.ts'
import type { Session } from '../sessions/session.ts'
import type { OpenPresignature } from './presignature.ts'

const pools = new WeakMap<Session, Map<Hex, OpenPresignature[]>>()

const poolOf = (session: Session, publicKey: Hex): OpenPresignature[] => {
  const keys = pools.get(session) ?? new Map<Hex, OpenPresignature[]>()
  pools.set(session, keys)
  const pool = keys.get(publicKey) ?? []
  keys.set(publicKey, pool)
  return pool
}

/**
 * What was opened for a payload that was then not signed serves the next one: nodes allow few at a
 * time, and do not take them back.
 */
export const keepPresignature = (session: Session, presignature: OpenPresignature): void => {
  const pool = poolOf(session, presignature.publicKey)
  if (!pool.includes(presignature)) pool.push(presignature)
}

/**
 * The oldest that still lives, which leaves the pool. One with a signer that failed lately waits for
 * it to come back, unless there are more; one with a liar is of no use.
 */
export const reusePresignature = (
  session: Session,
  publicKey: Hex,
): OpenPresignature | undefined => {
  const pool = poolOf(session, publicKey)
  const { health, parts } = session.network
  const usable = pool.filter(
    (one) => one.isFresh(parts.now()) && !one.signers.some((node) => health.isLiar(node)),
  )
  const well = usable.find((one) => !one.signers.some((node) => health.isFailing(node)))
  const chosen = well ?? (usable.length > 1 ? usable[0] : undefined)
  pool.splice(0, pool.length, ...usable.filter((one) => one !== chosen))
  return chosen
}

import { isChainError } from '../chain/chain-errors.ts'
import { sweepSessions } from '../sessions/session-stores.ts'
import type { WalletParts } from './wallet-parts.ts'

const SESSIONS_EVERY_MS = 60_000
const MINTS_EVERY_MS = 5000

/** Removes what is over, and looks for keys that were minted, until the returned function is called. */
export const keepHouse = (parts: WalletParts): (() => void) => {
  const { log, stores, signed, minted, now } = parts
  let sweeping = false
  const failed = (error: unknown): void => {
    // The chain says for itself when it cannot be read.
    if (!isChainError(error)) log.error({ err: error }, 'housekeeping failed')
  }
  const sessions = setInterval(() => {
    try {
      sweepSessions(stores, now())
      signed.sweep(now() / 1000)
    } catch (error) {
      failed(error)
    }
  }, SESSIONS_EVERY_MS)
  const mints = setInterval(() => {
    if (sweeping) return
    sweeping = true
    minted
      .sweep(Math.floor(now() / 1000))
      .catch(failed)
      .finally(() => {
        sweeping = false
      })
  }, MINTS_EVERY_MS)
  return () => {
    clearInterval(sessions)
    clearInterval(mints)
  }
}

import type { Network } from '../../quorum/network/network.ts'
import { restoreSession, type Session, type StoredSession } from '../../quorum/sessions/session.ts'
import type { Area } from '../state/area.ts'

/** What is under a name, as far as it looks like a session; its signature is checked by its use. */
export const readStored = async (store: Area, name: string): Promise<StoredSession | undefined> => {
  const value = await store.get(name)
  const isSession =
    typeof value === 'object' &&
    value !== null &&
    'pair' in value &&
    'certificate' in value &&
    'userPubkey' in value
  return isSession ? (value as StoredSession) : undefined
}

/** Undefined when there is none; throws when it is over, or of another network. */
export const loadSession = async (
  store: Area,
  name: string,
  network: Network,
): Promise<Session | undefined> => {
  const stored = await readStored(store, name)
  return stored && restoreSession(network, stored)
}

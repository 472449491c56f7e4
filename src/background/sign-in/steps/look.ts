import { loadSession } from '../../sessions/stored-session.ts'
import { refreshAccounts } from '../refresh-accounts.ts'
import { sessionName, type Step } from './step-context.ts'

/**
 * Asks for the person's accounts, and goes on to make one only if there is none that they may use.
 * One that they share with somebody is there too: they decide whether they want another.
 */
export const look: Step = async (context) => {
  const { nodeSets, sessionStore, sessions, state, put } = context
  const network = await nodeSets.network()
  const session = await loadSession(sessionStore, sessionName(state.id), network)
  if (session === undefined || state.login === undefined) return { step: 'proving' }
  const keys = await refreshAccounts(context, session)
  const first = keys.find(({ mayUse }) => mayUse === 'anything')
  if (first === undefined) return { step: 'making' }
  await put({})
  await sessions.enter(session, state.login)
  return { step: 'done', address: first.ethAddress, isNew: false }
}

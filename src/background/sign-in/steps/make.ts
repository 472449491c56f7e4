import { QuorumError } from '../../../quorum/errors.ts'
import type { SignedMint } from '../../../quorum/keys/gather-mint.ts'
import type { Key } from '../../../quorum/keys/key.ts'
import { mintKey, resumeMint } from '../../../quorum/keys/mint-key.ts'
import type { Session } from '../../../quorum/sessions/session.ts'
import { loadSession } from '../../sessions/stored-session.ts'
import { refreshAccounts } from '../refresh-accounts.ts'
import { sessionName, type Step, type StepContext } from './step-context.ts'

/** Has the nodes give the person a key, or carries out what they signed in for. */
export const make: Step = async (context) => {
  const { nodeSets, sessionStore, sessions, accounts, state, put } = context
  const network = await nodeSets.network()
  const session =
    state.purpose === 'another'
      ? await sessions.current()
      : await loadSession(sessionStore, sessionName(state.id), network)
  if (session === undefined) return { step: 'proving' }
  if (state.task !== undefined) {
    await context.carryOut(state.task, session, {
      signed: state.transaction,
      keep: async (transaction) => put({ transaction }),
      onProgress: context.onProgress,
    })
    return { step: 'done', address: state.task.address }
  }
  const key = await mint(context, session)
  await put({})
  await refreshAccounts(context, session, key)
  if (state.purpose !== 'another' && state.login !== undefined) {
    await sessions.enter(session, state.login)
  }
  await accounts.select(key.ethAddress)
  return { step: 'done', address: key.ethAddress, isNew: true }
}

/** Once: what nodes have signed before the worker was stopped is the one that is sent again. */
const mint = async (context: StepContext, session: Session): Promise<Key> => {
  const { state, put, onProgress } = context
  const signed = state.mint as SignedMint | undefined
  if (signed !== undefined) {
    try {
      return await resumeMint(session, signed)
    } catch (error) {
      if (!(error instanceof QuorumError) || error.code !== 'mint-expired') throw error
      await put({ mint: undefined })
    }
  }
  return mintKey(session, {
    onProgress,
    onSigned: async ({ mint: what, signatures, key }) =>
      put({ mint: { mint: what, signatures: [...signatures], key } }),
  })
}

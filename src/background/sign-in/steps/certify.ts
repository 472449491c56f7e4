import { endSession } from '../../../quorum/sessions/end-session.ts'
import type { SessionKeyPair } from '../../../quorum/sessions/session-key.ts'
import type { Session } from '../../../quorum/sessions/session.ts'
import { resumeSignIn, type SignIn } from '../../../quorum/sessions/sign-in.ts'
import { WalletProblem } from '../../problem.ts'
import { isSameLogin, type Login } from '../../sessions/login.ts'
import { refreshAccounts } from '../refresh-accounts.ts'
import type { Proven, SignInState } from '../sign-in-state.ts'
import { wantedLogin } from './prove.ts'
import { keyName, sessionName, type Patch, type Step, type StepContext } from './step-context.ts'

/** Has the nodes look at the proof, and goes on with the session that they certify. */
export const certify: Step = async (context) => {
  const { nodeSets, sessionStore, state, known, put, onProgress } = context
  const { statement, proven } = state
  const pair = await sessionStore.get(keyName(state.id))
  if (statement === undefined || proven === undefined || !isPair(pair)) return { step: 'proving' }
  const network = await nodeSets.network()
  const signIn = await resumeSignIn(network, { statement, pair }, { onProgress })
  const session = await show(signIn, proven)
  const login = loginOf(session, state, proven)
  const wanted = wantedLogin(context)
  if (wanted !== undefined && !isSameLogin(wanted, login)) {
    endSession(session).catch(() => {})
    throw new WalletProblem(
      'other-identity',
      `that is ${login.label}, and the wallet is ${wanted.label}’s: sign in as them`,
    )
  }
  const { proof } = proven
  const { kind } = proof
  await known.see({
    ...login,
    ...(kind === 'passkey' && {
      passkey: { credentialId: proof.credentialId, publicKey: proof.publicKey },
    }),
  })
  await put({ login })
  return goOn(context, session, login)
}

const goOn = async (context: StepContext, session: Session, login: Login): Promise<Patch> => {
  const { state, sessionStore, sessions, put } = context
  switch (state.purpose) {
    case 'unlock':
    case 'renew':
      await put({})
      await sessions.enter(session, login)
      // What became of accounts meanwhile is no reason to wait.
      refreshAccounts(context, session).catch(() => {})
      return { step: 'done' }
    case 'add-login':
      endSession(session).catch(() => {})
      return afterShowing(context, session, login)
    case 'another':
      await sessions.enter(session, login)
      return { step: 'making' }
    default:
      await sessionStore.set(sessionName(state.id), session.stored)
      return { step: state.purpose === 'manage' ? 'making' : 'looking' }
  }
}

/** The other login was shown: now the person's own, which may change who controls the account. */
const afterShowing = (
  { state, sessions, nodeSets }: StepContext,
  { stored }: Session,
  login: Login,
): Patch => {
  const { task } = state
  const own = sessions.login
  const way = nodeSets.ways().find(({ id }) => id === own?.way)
  if (task?.kind !== 'add' || own === undefined || way === undefined) {
    throw new WalletProblem('signed-out', 'sign in to the wallet first')
  }
  if (isSameLogin(own, login)) {
    throw new WalletProblem('refused', `${login.label} is how you sign in already: use another`)
  }
  return {
    step: 'proving',
    purpose: 'manage',
    way,
    task: { ...task, login, userPubkey: stored.userPubkey },
  }
}

const show = async (signIn: SignIn, { proof, address }: Proven): Promise<Session> => {
  if (proof.kind === 'openid') return signIn.withOpenId(proof.token)
  if (proof.kind === 'passkey') {
    const { kind: _, ...response } = proof
    return signIn.withPasskey(response)
  }
  const { signature } = proof
  if (address === undefined)
    throw new WalletProblem('bad-proof', 'no account has signed: try again')
  return signIn.withWallet({ address, sign: async () => Promise.resolve(signature) })
}

const loginOf = ({ certificate }: Session, { way }: SignInState, { label }: Proven): Login => ({
  authMethodType: certificate.identity.authMethodType,
  id: certificate.identity.id,
  kind: way.kind,
  label,
  way: way.id,
})

const isPair = (value: unknown): value is SessionKeyPair =>
  typeof value === 'object' && value !== null && 'privateKey' in value && 'publicKey' in value

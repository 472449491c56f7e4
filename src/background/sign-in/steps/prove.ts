import type { IdentityProvider } from '../../../protocol/deployment.ts'
import { statementHash, type Statement } from '../../../protocol/statement.ts'
import type { Network } from '../../../quorum/network/network.ts'
import { prepareSignIn } from '../../../quorum/sessions/sign-in.ts'
import { providerOf } from '../../node-set/sign-in-ways.ts'
import { authorize } from '../open-id/authorize.ts'
import { labelOf, readClaims } from '../open-id/read-claims.ts'
import { pageAddress, pageRequest } from '../page/page-request.ts'
import type { SignInState } from '../sign-in-state.ts'
import { keyName, type Patch, type Step, type StepContext } from './step-context.ts'

/** Long enough to be certified: of a login that is only shown, nothing is to be signed. */
const SHOWN_SECONDS = 300

/** Prepares a session key, and has the person prove who they are for it. */
export const prove: Step = async (context) => {
  const { nodeSets, sessionStore, state, put } = context
  const network = await nodeSets.network()
  const { statement, pair, shortCode } = await prepareSignIn(network, kindOfSession(state))
  await sessionStore.set(keyName(state.id), pair)
  const isOnPage = state.way.kind === 'passkey' || state.way.kind === 'wallet'
  await put({
    statement,
    shortCode: isOnPage ? shortCode : undefined,
    proven: undefined,
    login: undefined,
    firstUse: undefined,
  })
  if (isOnPage) return openPage(context, network, statement)
  const provider = providerOf(nodeSets.deployment, state.way.id)
  if (provider === undefined) throw new Error(`no provider ${state.way.id}`)
  return withOpenId(context, provider, statement)
}

const kindOfSession = ({ purpose }: SignInState) => {
  if (purpose === 'manage') return { abilities: ['manage'] } as const
  return purpose === 'add-login' ? { lifetime: SHOWN_SECONDS } : {}
}

/** Whose login it has to be, where that is not for the person to choose. */
export const wantedLogin = ({ sessions, state }: Pick<StepContext, 'sessions' | 'state'>) =>
  state.purpose === 'account' || state.purpose === 'add-login' ? undefined : sessions.login

const withOpenId = async (
  context: StepContext,
  provider: IdentityProvider,
  statement: Statement,
): Promise<Patch> => {
  const wanted = wantedLogin(context)
  const token = await authorize({
    parts: context.parts,
    provider,
    nonce: statementHash(statement),
    asking: wanted === undefined ? 'choose' : 'again',
    hint: wanted?.label.includes('@') === true ? wanted.label : undefined,
  })
  const label = labelOf(readClaims(token), provider.name)
  return { step: 'certifying', proven: { proof: { kind: 'openid', token }, label } }
}

/** It answers when the person is done there. */
const openPage = async (
  context: StepContext,
  { deployment }: Network,
  statement: Statement,
): Promise<undefined> => {
  const { state, parts, known, put } = context
  const wanted = wantedLogin(context)
  const credentialId = wanted && known.find(wanted)?.passkey?.credentialId
  const request = pageRequest(state.way.kind === 'wallet' ? 'wallet' : 'passkey', {
    deployment,
    id: state.id,
    statement,
    credentialId,
    mayCreate: wanted === undefined,
  })
  if (state.tab !== undefined) {
    const { tab } = state
    await put({ tab: undefined })
    await parts.tabs.close(tab)
  }
  await put({ tab: await parts.tabs.open(pageAddress(deployment, request)) })
  return undefined
}

import { prepareSignIn } from '../../quorum/sessions/sign-in.ts'
import { nodeSetIdentity } from '../node-set/node-set-identity.ts'
import { providerOf } from '../node-set/sign-in-ways.ts'
import { isSameLogin, type Login } from '../sessions/login.ts'
import { authorize } from './open-id/authorize.ts'
import type { SignInServices } from './steps/step-context.ts'

/**
 * Another session for who is signed in, without asking them: only a provider can say that they are
 * still there. False where that takes the person.
 */
export const renewSilently = async (
  { parts, nodeSets, sessions }: Pick<SignInServices, 'parts' | 'nodeSets' | 'sessions'>,
  login: Login,
): Promise<boolean> => {
  const provider = providerOf(nodeSets.deployment, login.way)
  if (provider === undefined) return false
  const network = await nodeSets.network()
  const signIn = await prepareSignIn(network)
  const token = await authorize({
    parts,
    provider,
    nonce: signIn.nonce,
    asking: 'silent',
    hint: login.label.includes('@') ? login.label : undefined,
  })
  const session = await signIn.withOpenId(token)
  const isStillOpen =
    sessions.state === 'open' && nodeSets.id === nodeSetIdentity(network.deployment)
  if (!isSameLogin(session.certificate.identity, login) || !isStillOpen) return false
  await sessions.enter(session, login)
  return true
}

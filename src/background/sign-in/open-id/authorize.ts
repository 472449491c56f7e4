import {
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
  type AuthorizationServer,
} from 'oauth4webapi'
import type { IdentityProvider } from '../../../protocol/deployment.ts'
import type { Parts } from '../../parts.ts'
import { WalletProblem } from '../../problem.ts'
import { askingParameters, type Asking } from './asking.ts'
import { chooseFlow, type Flow } from './choose-flow.ts'
import { discover } from './discover.ts'
import { readClaims } from './read-claims.ts'
import { refusalOf } from './refusal.ts'
import { requestOptions } from './request-options.ts'

export type AuthorizeOptions = {
  readonly parts: Pick<Parts, 'fetch' | 'showProvider' | 'redirectUrl' | 'now'>
  readonly provider: IdentityProvider
  /** The hash of the statement that the token is for. */
  readonly nonce: string
  readonly asking: Asking
  /** Who it was before, so that a person with several logins need not choose. */
  readonly hint?: string | undefined
}

/** An id token for a statement, from the provider's own page. */
export const authorize = async (options: AuthorizeOptions): Promise<string> => {
  const { parts, provider, asking } = options
  const server = await discover(parts, provider)
  const flow = chooseFlow(provider, server)
  const asked = { state: generateRandomState(), verifier: generateRandomCodeVerifier() }
  const url = await addressOf(options, server, flow, asked)
  const answered = await parts.showProvider(url, { visible: asking !== 'silent' })
  if (answered === undefined) {
    throw new WalletProblem('cancelled', `the page of ${provider.name} was closed: try again`)
  }
  const answer = new URL(answered)
  if (`${answer.origin}${answer.pathname}` !== parts.redirectUrl) {
    throw new WalletProblem('bad-proof', 'the answer came back to another address than ours')
  }
  const token =
    flow === 'code'
      ? await tokenOfCode(options, server, answer, asked)
      : tokenOfFragment(provider, answer, asked.state)
  check(options, token)
  return token
}

type Asked = { readonly state: string; readonly verifier: string }

const addressOf = async (
  { parts, provider, nonce, asking, hint }: AuthorizeOptions,
  server: AuthorizationServer,
  flow: Flow,
  { state, verifier }: Asked,
): Promise<string> => {
  if (server.authorization_endpoint === undefined) {
    throw new WalletProblem('not-configured', `${provider.name} has no page to sign in on`)
  }
  const url = new URL(server.authorization_endpoint)
  const parameters: Record<string, string> = {
    client_id: clientOf(provider).client_id,
    redirect_uri: parts.redirectUrl,
    response_type: flow,
    // Apple answers in an address only where no name is asked for.
    scope: provider.kind === 'apple' ? 'openid' : 'openid email profile',
    state,
    ...(provider.nonce !== false && { nonce }),
    ...askingParameters(provider, asking),
    ...(hint !== undefined && { login_hint: hint }),
    ...(flow === 'code' && {
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }),
    ...(flow === 'code id_token' && { response_mode: 'fragment' }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

const clientOf = ({ clientIds: [client_id = ''] }: IdentityProvider) => ({ client_id })

const tokenOfCode = async (
  { parts, provider, nonce }: AuthorizeOptions,
  server: AuthorizationServer,
  answer: URL,
  { state, verifier }: Asked,
): Promise<string> => {
  const client = clientOf(provider)
  try {
    const given = validateAuthResponse(server, client, answer, state)
    const how = requestOptions(parts, provider.issuer)
    const { redirectUrl } = parts
    const response = await authorizationCodeGrantRequest(
      server,
      client,
      None(),
      given,
      redirectUrl,
      verifier,
      how,
    )
    const tokens = await processAuthorizationCodeResponse(server, client, response, {
      requireIdToken: true,
      ...(provider.nonce !== false && { expectedNonce: nonce }),
    })
    return tokens.id_token ?? ''
  } catch (error) {
    throw refusalOf(provider, error)
  }
}

const tokenOfFragment = (provider: IdentityProvider, answer: URL, state: string): string => {
  const given = new URLSearchParams(answer.hash.slice(1))
  if (given.get('state') !== state) {
    throw new WalletProblem('bad-proof', 'this is the answer to another sign-in: try again')
  }
  const error = given.get('error')
  if (error !== null) throw refusalOf(provider, { error })
  return given.get('id_token') ?? ''
}

const check = ({ provider, nonce, asking, parts }: AuthorizeOptions, token: string): void => {
  const claims = readClaims(token)
  const [audience] = [claims.aud].flat()
  const known = provider.clientIds.includes(audience ?? '') && claims.iss === provider.issuer
  if (!known || (provider.nonce !== false && claims.nonce !== nonce)) {
    throw new WalletProblem('bad-proof', 'the token was made for another sign-in: try again')
  }
  const asked = claims.auth_time
  if (asking === 'again' && asked !== undefined && parts.now() / 1000 - asked > 300) {
    throw new WalletProblem('bad-proof', `${provider.name} did not ask who is there: try again`)
  }
}

import type { AuthorizationServer } from 'oauth4webapi'
import type { IdentityProvider } from '../../../protocol/deployment.ts'
import { WalletProblem } from '../../problem.ts'

/**
 * `code`: the token is fetched for a code, which is of no use to whoever else sees it. `id_token`:
 * it comes in the address, for providers that give extensions no code without a secret.
 */
export type Flow = 'code' | 'id_token' | 'code id_token'

export const chooseFlow = (
  { kind, name }: IdentityProvider,
  server: Pick<
    AuthorizationServer,
    'response_types_supported' | 'code_challenge_methods_supported'
  >,
): Flow => {
  if (kind === 'google') return 'id_token'
  if (kind === 'apple') return 'code id_token'
  const types = server.response_types_supported ?? ['code']
  const takesPkce = server.code_challenge_methods_supported?.includes('S256') === true
  if (types.includes('code') && takesPkce) return 'code'
  if (types.includes('id_token')) return 'id_token'
  throw new WalletProblem(
    'not-configured',
    `${name} signs nobody in without a secret, which a wallet cannot keep: it needs PKCE`,
  )
}

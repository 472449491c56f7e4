import { discoveryRequest, processDiscoveryResponse, type AuthorizationServer } from 'oauth4webapi'
import type { IdentityProvider } from '../../../protocol/deployment.ts'
import type { Parts } from '../../parts.ts'
import { WalletProblem } from '../../problem.ts'
import { requestOptions } from './request-options.ts'

/** Where a provider's pages are, as it says itself. */
export const discover = async (
  parts: Pick<Parts, 'fetch'>,
  { issuer, name }: IdentityProvider,
): Promise<AuthorizationServer> => {
  const url = new URL(issuer)
  try {
    const options = { algorithm: 'oidc', ...requestOptions(parts, issuer) } as const
    return await processDiscoveryResponse(url, await discoveryRequest(url, options))
  } catch (error) {
    throw new WalletProblem('provider-unavailable', `${name} cannot be reached: try again later`, {
      cause: error,
    })
  }
}

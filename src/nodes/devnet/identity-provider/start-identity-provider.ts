import { once } from 'node:events'
import { createServer } from 'node:http'
import { OperatorProblem, reasonOf } from '../../deployment/problem.ts'
import type { IdentityProviderConfig } from './config.ts'
import { login } from './login.ts'
import { portraits } from './portraits.ts'
import { providerKeys } from './provider-keys.ts'
import { createProvider } from './provider.ts'
import { requireNonce } from './require-nonce.ts'

export type IdentityProvider = { readonly stop: () => Promise<void> }

export async function startIdentityProvider(
  config: IdentityProviderConfig,
): Promise<IdentityProvider> {
  const provider = createProvider(config, await providerKeys(config.keysFile))
  provider.use(portraits).use(requireNonce).use(login(provider))
  const answer = provider.callback()
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  server.listen(config.port, '127.0.0.1')
  await once(server, 'listening').catch((error: unknown) => {
    throw new OperatorProblem(`cannot listen on port ${config.port}: ${reasonOf(error)}`)
  })
  return {
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

import { at } from './devnet-deployment.ts'
import { keepPart } from './keep-part.ts'
import type { Network } from './network.ts'
import { identityProviderProgram } from './programs.ts'
import { until } from './until.ts'

const patience = 30_000

export async function startIdentityProvider(network: Network): Promise<void> {
  const { places, ports, tools, progress, signal, closers } = network
  const program = identityProviderProgram({ places, ports, command: tools.command })
  const kept = await keepPart(network, program, 'service')
  closers.push(kept.stop)
  const issuer = at(ports.identityProvider)
  const discovery = `${issuer}/.well-known/openid-configuration`
  await until(async () => ((await fetch(discovery)).ok ? true : undefined), {
    what: 'the identity provider',
    patience,
    signal,
  })
  progress.step('identity provider', `${issuer}, for Alice, Bob and Carol`)
}

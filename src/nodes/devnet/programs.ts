import { writeJson } from '../deployment/write-json.ts'
import { at, clientId } from './devnet-deployment.ts'
import type { Program } from './parts/part.ts'
import type { Ports } from './ports.ts'
import type { Places } from './state/places.ts'

/** How the command that runs this devnet is called, to run its parts. */
export type Command = readonly [program: string, ...parameters: string[]]

type Parts = { readonly places: Places; readonly ports: Ports; readonly command: Command }

const program = (
  { places, command: [first, ...rest] }: Parts,
  name: string,
  words: readonly string[],
): Program => ({
  name,
  command: first,
  parameters: [...rest, ...words, '--end-with-input'],
  log: places.log(name),
})

export function identityProviderProgram(parts: Parts): Program {
  const { places, ports } = parts
  writeJson(places.identityProviderConfig, {
    issuer: at(ports.identityProvider),
    port: ports.identityProvider,
    clientId,
    keysFile: places.identityProviderKeys,
  })
  const words = ['devnet', 'identity-provider', '--config', places.identityProviderConfig]
  return program(parts, 'identity provider', words)
}

/** Generous: everybody who asks is the same developer. */
const often = { many: 100_000, seconds: 3600 }
const coin = 10n ** 18n

export function relayProgram(parts: Parts): Program {
  const { places, ports } = parts
  writeJson(places.relayConfig, {
    deployment: places.deployment,
    keyFile: places.relayKey,
    rpcUrl: at(ports.chain),
    listen: { host: '127.0.0.1', port: ports.relay },
    dailyBudget: (1_000_000n * coin).toString(),
    mints: { perCaller: often },
    topUps: {
      below: (coin / 100n).toString(),
      to: (coin / 10n).toString(),
      perAccount: often,
      perCaller: often,
    },
    faucet: { value: (10n * coin).toString(), perAccount: often, perCaller: often },
  })
  return program(parts, 'relay', ['relay', '--config', places.relayConfig])
}

export function nodeProgram(parts: Parts, party: number): Program {
  const { places, ports } = parts
  const own = ports.nodes.find((node) => node.party === party)
  const listen = (port: number | undefined) => ({ host: '127.0.0.1', port })
  const config = places.nodeConfig(party)
  writeJson(config, {
    deployment: places.deployment,
    party,
    dir: places.node(party),
    wallet: listen(own?.wallet),
    peers: listen(own?.peers),
    admin: listen(own?.admin),
    // The same one twice: a devnet has one chain, and a node wants two that agree.
    rpcUrls: [at(ports.chain), at(ports.chain)],
    // As often as this chain makes blocks.
    chain: { pollMilliseconds: 250 },
    // One developer is everybody here.
    wallets: { mintsPerHour: 10_000 },
  })
  return program(parts, `node ${party}`, ['node', 'run', '--config', config])
}

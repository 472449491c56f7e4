import { join } from 'node:path'

/** Every file of a devnet has its place here, so that what is removed is known too. */
export const placesIn = (dir: string) => ({
  dir,
  supervisor: join(dir, 'supervisor.json'),
  settings: join(dir, 'settings.json'),
  devnet: join(dir, 'devnet.json'),
  deployment: join(dir, 'deployment.json'),
  chain: join(dir, 'chain.json'),
  deployerKey: join(dir, 'deployer.key'),
  relayKey: join(dir, 'relay.key'),
  relayConfig: join(dir, 'relay.json'),
  identityProviderConfig: join(dir, 'identity-provider.json'),
  identityProviderKeys: join(dir, 'identity-provider-keys.json'),
  extension: join(dir, 'extension'),
  browser: join(dir, 'browser'),
  logs: join(dir, 'logs'),
  nodes: join(dir, 'nodes'),
  node: (party: number) => join(dir, 'nodes', `node-${party}`),
  nodeConfig: (party: number) => join(dir, 'nodes', `node-${party}.json`),
  log: (part: string) => join(dir, 'logs', `${part.replaceAll(' ', '-')}.log`),
})
export type Places = ReturnType<typeof placesIn>

/** What `--fresh` leaves: browsers run the extension from its folder, and its build replaces it. */
const kept: ReadonlySet<string> = new Set(['dir', 'supervisor', 'extension'])

/** All that `--fresh` removes. */
export const ownedBy = (places: Places): readonly string[] =>
  Object.entries(places).flatMap(([name, place]) =>
    typeof place === 'string' && !kept.has(name) ? [place] : [],
  )

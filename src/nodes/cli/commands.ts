import type { Command } from './command.ts'

type Entry = {
  readonly name: string
  readonly summary: string
  /** Loaded when called for: a node has none of a devnet's code in its memory. */
  readonly load: () => Promise<{ readonly command: Command }>
}

/** A name that another begins with comes after it. */
export const commands: readonly Entry[] = [
  {
    name: 'devnet identity-provider',
    summary: 'the part of a devnet where people sign in',
    load: async () => import('./identity-provider.ts'),
  },
  {
    name: 'devnet',
    summary: 'a whole network on this machine',
    load: async () => import('./devnet.ts'),
  },
  {
    name: 'status',
    summary: 'how the nodes of a devnet or a deployment are',
    load: async () => import('./status.ts'),
  },
  {
    name: 'node init',
    summary: "make a node's keys",
    load: async () => import('./node-init.ts'),
  },
  {
    name: 'node run',
    summary: 'run a node',
    load: async () => import('./node-run.ts'),
  },
  {
    name: 'node renew-certificate',
    summary: 'make another TLS certificate for a node',
    load: async () => import('./node-renew-certificate.ts'),
  },
  {
    name: 'node sign-certificate',
    summary: 'agree to a change of a certificate',
    load: async () => import('./node-sign-certificate.ts'),
  },
  {
    name: 'deploy contracts',
    summary: 'put the registry on a chain',
    load: async () => import('./deploy-contracts.ts'),
  },
  {
    name: 'deploy network-key',
    summary: 'carry the key that the nodes made to the registry',
    load: async () => import('./deploy-network-key.ts'),
  },
  {
    name: 'deploy certificate',
    summary: 'replace or revoke a certificate, as nodes agreed',
    load: async () => import('./deploy-certificate.ts'),
  },
  {
    name: 'deploy sign-in-page',
    summary: 'write the page for passkeys and other wallets',
    load: async () => import('./deploy-sign-in-page.ts'),
  },
  {
    name: 'relay',
    summary: 'run a relay, which pays for mints',
    load: async () => import('./relay.ts'),
  },
  {
    name: 'bench',
    summary: 'how to measure',
    load: async () => import('./bench.ts'),
  },
]

/** Which port is whose, counted from a base; a Cosmos chain will take those that are left out. */
export type Ports = {
  readonly dashboard: number
  readonly chain: number
  readonly identityProvider: number
  readonly relay: number
  readonly nodes: readonly NodePorts[]
}

export type NodePorts = {
  readonly party: number
  readonly wallet: number
  readonly peers: number
  readonly admin: number
}

const firstNode = 10
const perNode = 3

export const portsOf = (base: number, nodes: number): Ports => ({
  dashboard: base,
  chain: base + 1,
  identityProvider: base + 2,
  relay: base + 3,
  nodes: Array.from({ length: nodes }, (_, place) => {
    const wallet = base + firstNode + perNode * place
    return { party: place + 1, wallet, peers: wallet + 1, admin: wallet + 2 }
  }),
})

export const lastPort = (base: number, nodes: number): number =>
  base + firstNode + perNode * nodes - 1

/** Each port with the name of what listens there. */
export const namedPorts = (ports: Ports): readonly (readonly [port: number, name: string])[] => [
  [ports.dashboard, 'dashboard'],
  [ports.chain, 'chain'],
  [ports.identityProvider, 'identity provider'],
  [ports.relay, 'relay'],
  ...ports.nodes.flatMap(({ party, wallet, peers, admin }) => [
    [wallet, `node ${party}, wallets`] as const,
    [peers, `node ${party}, peers`] as const,
    [admin, `node ${party}, admin`] as const,
  ]),
]

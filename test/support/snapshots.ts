import type { NodeState, NodeView, Snapshot } from '../../src/nodes/devnet/dashboard/snapshot.ts'

/** A node as the dashboard sees it. */
export const node = (party: number, state: NodeState = 'ready'): NodeView => ({
  party,
  state,
  problems: state === 'starting' ? ['the network key is not made yet'] : [],
  walletUrl: 'http://127.0.0.1:8610',
  log: `/logs/node-${party}.log`,
  pid: 100 + party,
  inside:
    state === 'down' || state === 'frozen'
      ? undefined
      : {
          bootId: '0x0b',
          startedAt: 0,
          memoryBytes: 104_857_600,
          keys: 5,
          readyKeys: 4,
          livePresignatures: 2,
          head: 9,
          peers: [1, 2, 3]
            .filter((other) => other !== party)
            .map((other) => ({ party: other, connected: true, paired: true })),
        },
})

/** Three nodes that are well, and nothing else yet. */
export const snapshot = (changes: Partial<Snapshot> = {}): Snapshot => ({
  name: 'Devnet',
  at: 10_000,
  phase: 'up',
  threshold: 2,
  epoch: 1,
  nodes: [node(1), node(2), node(3)],
  services: [],
  chain: undefined,
  pkps: [],
  signatures: [],
  ceremonies: [],
  ...changes,
})

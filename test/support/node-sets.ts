import type { PublicRecord } from '../../src/nodes/node/keys/public-record.ts'
import type { NodeSetSource } from '../../src/nodes/node/node-set-source.ts'
import type { CurrentNodeSet } from '../../src/registry/node-set.ts'

export type SettableNodeSet = NodeSetSource & {
  set(change: Partial<CurrentNodeSet>): void
  /** Changes one node's record. */
  change(party: number, record: Partial<PublicRecord>): void
}

/** A node set that a test decides. */
export const settableNodeSet = (nodes: readonly PublicRecord[]): SettableNodeSet => {
  let current: CurrentNodeSet = {
    epoch: 0,
    threshold: Math.ceil((2 * nodes.length) / 3),
    head: `0x${'00'.repeat(32)}`,
    networkKey: '0x',
    nodes,
  }
  const listeners = new Set<(set: CurrentNodeSet) => void>()
  const source: SettableNodeSet = {
    current: () => current,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (change) => {
      current = { ...current, ...change }
      for (const listener of listeners) listener(current)
    },
    change: (party, record) => {
      source.set({
        nodes: current.nodes.map((node) => (node.party === party ? { ...node, ...record } : node)),
      })
    },
  }
  return source
}

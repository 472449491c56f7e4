import type { CurrentNodeSet } from '../../registry/node-set.ts'

/** The node set as this node last read it from the registry, by its own reading. */
export type NodeSetSource = {
  current(): CurrentNodeSet
  /** Calls back after each change, until the returned function is called. */
  onChange(listener: (set: CurrentNodeSet) => void): () => void
}

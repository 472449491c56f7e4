import type { Lamp, NodeSetView, NodeView } from '../../messages/popup/node-set-view.ts'

const stateOf: Record<NodeView['state'], Lamp['state']> = {
  unknown: 'idle',
  fine: 'ready',
  silent: 'failed',
  lied: 'lied',
}

/** The nodes of a set as they are when nothing is asked of them. */
export const lampsOf = ({ nodes }: Pick<NodeSetView, 'nodes'>): readonly Lamp[] =>
  nodes.map(({ party, state }) => ({ node: party, state: stateOf[state], ms: 0 }))

/** One for every node: what is under way is told only of those that were asked. */
export const everyLamp = (
  nodeSet: Pick<NodeSetView, 'nodes'>,
  lamps: readonly Lamp[],
): readonly Lamp[] =>
  nodeSet.nodes.map(
    ({ party }) =>
      lamps.find(({ node }) => node === party) ?? { node: party, state: 'idle', ms: 0 },
  )

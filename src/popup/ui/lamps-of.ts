import type { Lamp, NodeSetView, NodeView } from '../../messages/popup/node-set-view.ts'

const stateOf: Record<NodeView['state'], Lamp['state']> = {
  unknown: 'idle',
  fine: 'ready',
  silent: 'failed',
  lied: 'lied',
}

/** Where single nodes are what is wrong; otherwise a light would say that all is well. */
const ofNodes: ReadonlySet<string> = new Set(['no-network', 'below-threshold'])

/** The nodes of a set as they are when nothing is asked of them. */
export const lampsOf = ({
  nodes,
  state: whole,
  problem,
}: Pick<NodeSetView, 'nodes' | 'state' | 'problem'>): readonly Lamp[] => {
  const dark = whole === 'broken' && !ofNodes.has(problem?.code ?? '')
  return nodes.map(({ party, state }) => ({
    node: party,
    state: dark && state === 'fine' ? 'idle' : stateOf[state],
    ms: 0,
  }))
}

/** One for every node: what is under way is told only of those that were asked. */
export const everyLamp = (
  nodeSet: Pick<NodeSetView, 'nodes'>,
  lamps: readonly Lamp[],
): readonly Lamp[] =>
  nodeSet.nodes.map(
    ({ party }) =>
      lamps.find(({ node }) => node === party) ?? { node: party, state: 'idle', ms: 0 },
  )

import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import type { Lamp } from '../../../messages/popup/node-set-view.ts'
import { approvals } from '../../strings/en/approvals.ts'

const words = approvals.nodes

const nodesIn = (lamps: readonly Lamp[], wanted: Lamp['state']): readonly number[] =>
  lamps.filter(({ state }) => state === wanted).map(({ node }) => node)

type Working = Pick<ApprovalView, 'state' | 'lamps' | 'signedInMs'>

/** What the nodes are doing, in a line. */
export const nodesWords = (
  { state, lamps, signedInMs }: Working,
  nodeSet: { readonly threshold: number; readonly nodes: readonly unknown[] },
): string => {
  const { threshold } = nodeSet
  const signed = nodesIn(lamps, 'signed')
  if (signedInMs !== undefined) return words.signed(signedInMs, signed)
  if (state === 'signing') return words.signing(signed.length, threshold)
  const ready = nodesIn(lamps, 'ready').length
  if (ready > 0) return words.ready(ready, threshold)
  if (nodesIn(lamps, 'asked').length > 0) return words.asked
  return words.idle(threshold, nodeSet.nodes.length)
}

/** What did not go as it should, the worst first; none of it stops a signature by itself. */
export const nodesTrouble = ({ lamps, state }: Working): readonly string[] => {
  const others = state === 'failed' ? '' : ` ${words.others}`
  return (['lied', 'failed', 'slow'] as const).flatMap((what) => {
    const nodes = nodesIn(lamps, what)
    if (nodes.length === 0) return []
    return [what === 'lied' ? words.lied(nodes) : `${words[what](nodes)}${others}`]
  })
}

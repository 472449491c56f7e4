import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import type { Lamp } from '../../../messages/popup/node-set-view.ts'
import { en } from '../../strings/en.ts'

const words = en.approvals.nodes

export const nodesIn = (
  lamps: readonly Lamp[],
  ...states: readonly Lamp['state'][]
): readonly number[] => lamps.filter(({ state }) => states.includes(state)).map(({ node }) => node)

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
  if (state === 'sending') return words.sending
  const ready = nodesIn(lamps, 'ready').length
  if (ready > 0) return words.ready(ready, threshold)
  if (nodesIn(lamps, 'asked').length > 0) return words.asked
  return words.idle(threshold, nodeSet.nodes.length)
}

/** What did not go as it should, one line for each; none of it stops a signature by itself. */
export const nodesTrouble = (lamps: readonly Lamp[]): readonly string[] => {
  const line = (state: 'slow' | 'failed' | 'lied'): readonly string[] => {
    const nodes = nodesIn(lamps, state)
    return nodes.length === 0 ? [] : [words[state](nodes)]
  }
  return [...line('lied'), ...line('failed'), ...line('slow')]
}

import type { Simulation } from '../../../messages/popup/action.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import type { Rpc } from '../rpc.ts'
import { simulateV1 } from './simulate-v1.ts'
import { simulate } from './simulate.ts'

const depends: Simulation = {
  state: 'unknown',
  why: "It depends on the calls before it, and the network's RPC cannot try them in a row.",
}

/** What each call of several would do once those before it are done; one alone says nothing of it. */
export const simulateInRow = async (
  rpc: Rpc,
  calls: readonly AskedCall[],
): Promise<readonly Simulation[]> => {
  const [first, ...others] = calls
  if (first === undefined) return []
  if (others.length > 0) {
    try {
      return await simulateV1(rpc, calls)
    } catch {
      // The first one stands on the chain as it is, and another way may tell of it.
    }
  }
  return [await simulate(rpc, first), ...others.map(() => depends)]
}

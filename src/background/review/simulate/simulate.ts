import type { Simulation } from '../../../messages/popup/action.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import type { Rpc } from '../rpc.ts'
import { chainRefusal } from './chain-refusal.ts'
import { simulateV1 } from './simulate-v1.ts'
import { traceCall } from './trace-call.ts'

type Way = (rpc: Rpc, call: AskedCall) => Promise<Simulation>

const ways: readonly (readonly [name: string, way: Way])[] = [
  ['eth_simulateV1', simulateV1],
  ['debug_traceCall', traceCall],
]

/**
 * What the call would do to its sender now, as the person's own RPC tells. Where it cannot tell, the
 * outcome is unknown, and why; never "nothing changes".
 */
export const simulate = async (rpc: Rpc, call: AskedCall): Promise<Simulation> => {
  const reasons: string[] = []
  for (const [name, way] of ways) {
    try {
      return await way(rpc, call)
    } catch (error) {
      const failure = chainRefusal(error)
      if (failure !== undefined) {
        return {
          state: 'known',
          via: name as 'eth_simulateV1',
          changes: [],
          reverts: failure,
          gasUsed: '0',
        }
      }
      reasons.push(`${name}: ${messageOf(error)}`)
    }
  }
  return { state: 'unknown', why: `The network's RPC does not simulate (${reasons.join('; ')}).` }
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 120)

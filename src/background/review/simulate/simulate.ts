import * as z from 'zod'
import type { Simulation } from '../../../messages/popup/action.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import type { Rpc } from '../rpc.ts'
import { chainRefusal } from './chain-refusal.ts'
import { cleanLine } from './clean-line.ts'
import { simulateV1 } from './simulate-v1.ts'
import { traceCall } from './trace-call.ts'

const firstOf = ([first]: readonly Simulation[]): Simulation => {
  if (first === undefined) throw new Error('it says nothing')
  return first
}

const ways = [
  ['eth_simulateV1', async (rpc: Rpc, call: AskedCall) => firstOf(await simulateV1(rpc, [call]))],
  ['debug_traceCall', traceCall],
] as const

/**
 * What the call would do to its sender now, as the person's own RPC tells. Where it cannot tell, the
 * outcome is unknown, and why; never "nothing changes".
 */
export const simulate = async (rpc: Rpc, call: AskedCall): Promise<Simulation> => {
  const reasons: string[] = []
  for (const [via, way] of ways) {
    try {
      return await way(rpc, call)
    } catch (error) {
      const failure = chainRefusal(error)
      if (failure !== undefined) {
        return { state: 'known', via, changes: [], reverts: failure, gasUsed: '0' }
      }
      reasons.push(`${via}: ${messageOf(error)}`)
    }
  }
  return { state: 'unknown', why: `The network's RPC does not simulate (${reasons.join('; ')}).` }
}

const messageOf = (error: unknown): string =>
  error instanceof z.ZodError
    ? 'its answer has another shape'
    : cleanLine(error instanceof Error ? error.message : String(error), 120)

// https://github.com/ethereum/execution-apis, eth_simulateV1
import * as z from 'zod'
import type { Simulation } from '../../../messages/popup/action.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import { rpcCall, type Rpc } from '../rpc.ts'
import { balanceChanges } from './balance-changes.ts'
import { refusalWords } from './refusal-words.ts'
import { log, transfersIn } from './transfers-in.ts'

const hex = z.string().regex(/^0x[0-9a-fA-F]*$/)

const outcome = z.object({
  status: hex,
  gasUsed: hex,
  returnData: hex.optional(),
  logs: z.array(log).max(10_000).default([]),
  error: z.object({ message: z.string() }).optional(),
})

const answer = z.tuple([z.object({ calls: z.array(outcome) })])

/**
 * Calls in a row, each on what those before it leave; with moves of coins as logs of their own.
 * No nonce and no fee is looked at.
 */
export const simulateV1 = async (
  rpc: Rpc,
  calls: readonly AskedCall[],
): Promise<readonly Simulation[]> => {
  const [block] = answer.parse(
    await rpc('eth_simulateV1', [
      {
        blockStateCalls: [{ calls: calls.map(rpcCall) }],
        traceTransfers: true,
        validation: false,
      },
      'latest',
    ]),
  )
  return calls.map((call, at) => simulationOf(call, block.calls[at]))
}

const simulationOf = (call: AskedCall, done: z.infer<typeof outcome> | undefined): Simulation => {
  if (done === undefined) throw new Error('it leaves calls out')
  const known = {
    state: 'known',
    via: 'eth_simulateV1',
    gasUsed: String(BigInt(done.gasUsed)),
  } as const
  if (BigInt(done.status) !== 1n) {
    return { ...known, changes: [], reverts: refusalWords(done.returnData, done.error?.message) }
  }
  const transfers = transfersIn(done.logs)
  if (call.value !== '0' && !transfers.some(({ asset }) => asset.kind === 'coin')) {
    throw new Error('it does not say where coins go')
  }
  return { ...known, changes: balanceChanges(call.from, transfers) }
}

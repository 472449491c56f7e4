// https://github.com/ethereum/execution-apis, eth_simulateV1
import * as z from 'zod'
import type { Simulation } from '../../../messages/popup/action.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import { rpcCall, type Rpc } from '../rpc.ts'
import { balanceChanges } from './balance-changes.ts'
import { refusalWords } from './refusal-words.ts'
import { log, transfersIn } from './transfers-in.ts'

const hex = z.string().regex(/^0x[0-9a-fA-F]*$/)

const answer = z.tuple([
  z.object({
    calls: z.tuple([
      z.object({
        status: hex,
        gasUsed: hex,
        returnData: hex.optional(),
        logs: z.array(log).max(10_000).default([]),
        error: z.object({ message: z.string() }).optional(),
      }),
    ]),
  }),
])

/** With moves of coins as logs of their own; no nonce and no fee is looked at. */
export const simulateV1 = async (rpc: Rpc, call: AskedCall): Promise<Simulation> => {
  const [{ calls }] = answer.parse(
    await rpc('eth_simulateV1', [
      {
        blockStateCalls: [{ calls: [rpcCall(call)] }],
        traceTransfers: true,
        validation: false,
      },
      'latest',
    ]),
  )
  const [done] = calls
  const worked = BigInt(done.status) === 1n
  const transfers = worked ? transfersIn(done.logs) : []
  if (worked && call.value !== '0' && !transfers.some(({ asset }) => asset.kind === 'coin')) {
    throw new Error('it does not say where coins go')
  }
  return {
    state: 'known',
    via: 'eth_simulateV1',
    changes: balanceChanges(call.from, transfers),
    gasUsed: String(BigInt(done.gasUsed)),
    ...(!worked && { reverts: refusalWords(done.returnData, done.error?.message) }),
  }
}

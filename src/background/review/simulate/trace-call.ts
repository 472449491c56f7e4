import * as z from 'zod'
import type { Simulation } from '../../../messages/popup/action.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import { rpcCall, type Rpc } from '../rpc.ts'
import { balanceChanges } from './balance-changes.ts'
import { refusalWords } from './refusal-words.ts'
import { log, transfersIn, type Transfer } from './transfers-in.ts'

const hex = z.string().regex(/^0x[0-9a-fA-F]*$/)

const frame = z.object({
  type: z.string(),
  from: hex,
  to: hex.optional(),
  value: hex.optional(),
  gasUsed: hex.optional(),
  output: hex.optional(),
  error: z.string().optional(),
  revertReason: z.string().optional(),
  logs: z.array(log).optional(),
  get calls(): z.ZodOptional<z.ZodArray<typeof frame>> {
    return z.array(frame).optional()
  },
})
type Frame = z.infer<typeof frame>

/** By the tracer of calls, which geth has brought into the world and most nodes know. */
export const traceCall = async (rpc: Rpc, call: AskedCall): Promise<Simulation> => {
  const top = frame.parse(
    await rpc('debug_traceCall', [
      rpcCall(call),
      'latest',
      { tracer: 'callTracer', tracerConfig: { withLog: true } },
    ]),
  )
  return {
    state: 'known',
    via: 'debug_traceCall',
    changes: balanceChanges(call.from, transfersOf(top)),
    gasUsed: String(BigInt(top.gasUsed ?? '0x0')),
    ...(top.error !== undefined && {
      reverts: refusalWords(top.output, top.revertReason ?? top.error),
    }),
  }
}

/** Code of another that runs as the caller's own moves nothing, whatever value it inherits. */
const movesCoins = new Set(['CALL', 'CREATE', 'CREATE2', 'SELFDESTRUCT'])

/** What failed inside was undone, all that it had called with it. */
const transfersOf = (one: Frame): readonly Transfer[] => {
  if (one.error !== undefined) return []
  const value = BigInt(one.value ?? '0x0')
  const coins: Transfer[] =
    value > 0n && one.to !== undefined && movesCoins.has(one.type)
      ? [{ asset: { kind: 'coin' }, from: one.from, to: one.to, amount: value }]
      : []
  return [...coins, ...transfersIn(one.logs ?? []), ...(one.calls ?? []).flatMap(transfersOf)]
}

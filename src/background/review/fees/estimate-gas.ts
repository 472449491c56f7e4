import * as z from 'zod'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import { rpcCall, type Rpc } from '../rpc.ts'
import { chainRefusal } from '../simulate/chain-refusal.ts'

const quantity = z.string().regex(/^0x[0-9a-fA-F]{1,16}$/)

const PLAIN_SEND = 21_000n
/** For who sends what would fail: enough for most that would not. */
const FALLBACK = 500_000n

/** What it takes now and a quarter more, since the state that it meets will be another. */
export const estimateGas = async (
  rpc: Rpc,
  call: AskedCall,
): Promise<{ readonly limit: string; readonly reverts?: string }> => {
  try {
    const gas = BigInt(quantity.parse(await rpc('eth_estimateGas', [rpcCall(call)])))
    const isPlain = call.data === '0x' && gas <= PLAIN_SEND
    return { limit: String(isPlain ? PLAIN_SEND : (gas * 125n) / 100n) }
  } catch (error) {
    const reverts = chainRefusal(error)
    if (reverts === undefined) throw error
    const limit = call.data === '0x' && call.to !== undefined ? PLAIN_SEND : FALLBACK
    return { limit: String(limit), reverts }
  }
}

import * as z from 'zod'
import type { FeeChoice } from '../../../messages/popup/approval-view.ts'
import type { Fees } from '../../approvals/kinds/review.ts'
import type { Rpc } from '../rpc.ts'

const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/)
  .transform((text) => BigInt(text))

const history = z.object({
  baseFeePerGas: z.array(quantity).min(1),
  gasUsedRatio: z.array(z.number().nullable()),
  reward: z.array(z.array(quantity)).nullish(),
})
type History = z.infer<typeof history>

const block = z.object({ baseFeePerGas: quantity.nullish() })

const BLOCKS = '0x14'
const PERCENTILES = [10, 50, 90]
const GWEI = 1_000_000_000n

const speeds = ['slow', 'normal', 'fast'] as const
/** How many hundredths of the next block's base fee each can bear: it rises by an eighth a block. */
const room = { slow: 113n, normal: 150n, fast: 200n } as const
const legacyRoom = { slow: 100n, normal: 110n, fast: 130n } as const

/** Three speeds, by what the last blocks took; one price where the chain has no base fee. */
export const suggestFees = async (rpc: Rpc): Promise<Fees> => {
  const latest = block.nullish().parse(await rpc('eth_getBlockByNumber', ['latest', false]))
  const base = latest?.baseFeePerGas ?? undefined
  if (base === undefined) return legacyFees(quantity.parse(await rpc('eth_gasPrice', [])))
  const past = await readHistory(rpc)
  const next = past?.baseFeePerGas.at(-1) ?? base
  const tips = (past && tipsOf(past)) ?? (await tipsByWord(rpc, next))
  const choices = speeds.map((speed, at): FeeChoice => {
    const tip = tips[at] ?? 0n
    const most = (next * room[speed] + 99n) / 100n + tip
    return { speed, maxFeePerGas: String(most), maxPriorityFeePerGas: String(tip) }
  })
  return { kind: 'eip1559', choices, baseFee: String(next) }
}

const legacyFees = (price: bigint): Fees => ({
  kind: 'legacy',
  choices: speeds.map((speed) => ({
    speed,
    maxFeePerGas: String((price * legacyRoom[speed] + 99n) / 100n),
  })),
})

const readHistory = async (rpc: Rpc): Promise<History | undefined> => {
  try {
    return history.parse(await rpc('eth_feeHistory', [BLOCKS, 'latest', PERCENTILES]))
  } catch {
    return undefined
  }
}

/** The middle of what blocks with anything in them were paid, rising with the speed. */
const tipsOf = ({ reward, gasUsedRatio }: History): readonly bigint[] | undefined => {
  const paid = (reward ?? []).filter(
    (tips, at) => (gasUsedRatio[at] ?? 0) > 0 && tips.length === PERCENTILES.length,
  )
  if (paid.length === 0) return undefined
  let least = 1n
  return PERCENTILES.map((_, at) => {
    const sorted = paid.map((tips) => tips[at] ?? 0n).sort((a, b) => (a < b ? -1 : 1))
    const middle = sorted[sorted.length >> 1] ?? 0n
    least = middle > least ? middle : least
    return least
  })
}

/** Nothing to go by: what the RPC suggests, and never much where blocks are cheap or empty. */
const tipsByWord = async (rpc: Rpc, base: bigint): Promise<readonly bigint[]> => {
  let tip: bigint
  try {
    tip = quantity.parse(await rpc('eth_maxPriorityFeePerGas', []))
  } catch {
    tip = base / 10n < GWEI ? base / 10n : GWEI
  }
  tip = tip > 0n ? tip : 1n
  return [(tip + 1n) / 2n, tip, tip * 2n]
}

import type { Network } from '../../quorum/network/network.ts'
import { WalletProblem } from '../problem.ts'

/** What nodes take as the same time, in milliseconds. */
const MOST_OFF = 60_000

/** Nodes refuse whoever has another time than they, so it is told before somebody signs in. */
export const requireClock = async (network: Network): Promise<void> => {
  const { threshold } = await network.nodeSet()
  const statuses = await network.statuses()
  const off = statuses
    .map(({ time }) => network.parts.now() - time)
    .filter((difference) => Math.abs(difference) > MOST_OFF)
  const [first] = off
  if (first === undefined || off.length < threshold) return
  const minutes = Math.max(1, Math.round(Math.abs(first) / 60_000))
  throw new WalletProblem(
    'wrong-clock',
    `this device’s clock is ${minutes} min ${first > 0 ? 'ahead' : 'behind'}: set it`,
  )
}

import type { Cluster } from '../../test/cluster/support/cluster.ts'
import { quantile } from '../measure.ts'
import { sampleUnit } from '../unit.ts'
import type { NetworkRow } from './row.ts'
import { newWallet, type Wallet } from './wallet.ts'

/** As many signatures at once as keep the nodes busy without a queue that grows. */
const HANDS = 3

type Load = {
  readonly times: readonly number[]
  readonly failed: number
  readonly perSecond: number
}

/** A few wallets that sign again and again, each with a key of its own. */
const underLoad = async (
  cluster: Cluster,
  milliseconds: number,
  meanwhile: () => Promise<void>,
): Promise<Load> => {
  const wallets: Wallet[] = []
  for (let hand = 0; hand < HANDS; hand += 1) wallets.push(await newWallet(cluster, 8))
  for (const { signCold } of wallets) await signCold()
  const times: number[] = []
  let failed = 0
  const start = performance.now()
  const end = start + milliseconds
  const hand = async (signCold: () => Promise<number>): Promise<void> => {
    while (performance.now() < end) {
      try {
        times.push(await signCold())
      } catch {
        failed += 1
      }
    }
  }
  await Promise.all([...wallets.map(async ({ signCold }) => hand(signCold)), meanwhile()])
  return { times, failed, perSecond: (times.length * 1000) / (performance.now() - start) }
}

export const measureThroughput = async (
  cluster: Cluster,
  milliseconds: number,
): Promise<NetworkRow> => {
  const { times, failed, perSecond } = await underLoad(cluster, milliseconds, async () => {})
  return {
    operation: 'throughput',
    n: cluster.nodes.length,
    t: cluster.threshold,
    times,
    units: sampleUnit(9),
    goals: [
      { goal: '20 a second', met: perSecond >= 20 },
      { goal: 'p99 500 ms', met: quantile(times, 0.99) <= 500 },
    ],
    note: `${perSecond.toFixed(1)} signatures a second, ${failed} failed`,
  }
}

/** One node is killed in the middle of it. */
export const measureLoss = async (cluster: Cluster, milliseconds: number): Promise<NetworkRow> => {
  const { times, failed, perSecond } = await underLoad(cluster, milliseconds, async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds / 3))
    await cluster.node(1).kill()
  })
  return {
    operation: 'one-killed',
    n: cluster.nodes.length,
    t: cluster.threshold,
    times,
    units: sampleUnit(9),
    goals: [{ goal: 'none failed', met: failed === 0 }],
    note: `${perSecond.toFixed(1)} signatures a second, ${failed} failed, the slowest ${quantile(times, 1).toFixed(0)} ms`,
  }
}

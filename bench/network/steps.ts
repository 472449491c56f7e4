import { mintKey } from '../../src/quorum/keys/mint-key.ts'
import type { Cluster } from '../../test/cluster/support/cluster.ts'
import { medianWithin, millisecondsOf, repeated, type Goal, type NetworkRow } from './row.ts'
import { newSession, newWallet, type Wallet } from './wallet.ts'

/** What a person waits for, one after the other. */
export type Step = {
  readonly operation: string
  readonly limit?: Readonly<Record<number, number>>
  readonly once: (wallet: Wallet) => Promise<number>
}

export const steps: readonly Step[] = [
  {
    operation: 'sign-in',
    limit: { 3: 200 },
    once: async ({ network }) => millisecondsOf(async () => newSession(network)),
  },
  {
    operation: 'mint',
    limit: { 3: 1500 },
    // A new person each time: nodes allow everybody a few mints an hour.
    once: async ({ network }) => {
      const session = await newSession(network)
      return millisecondsOf(async () => mintKey(session))
    },
  },
  {
    operation: 'sign-ready',
    limit: { 3: 30, 10: 80 },
    once: async ({ signReady }) => signReady(),
  },
  {
    operation: 'sign-cold',
    limit: { 3: 80, 10: 500 },
    once: async ({ signCold }) => signCold(),
  },
]

export const measureSteps = async (
  cluster: Cluster,
  wanted: readonly Step[],
  options: { readonly rounds: number; readonly suffix?: string; readonly bounded?: boolean },
): Promise<readonly NetworkRow[]> => {
  const wallet = await newWallet(cluster)
  const rows: NetworkRow[] = []
  for (const { operation, limit, once } of wanted) {
    const measured = await repeated({
      rounds: options.rounds,
      warmUps: 5,
      once: async () => once(wallet),
    })
    const bound = options.bounded === false ? undefined : limit?.[cluster.nodes.length]
    const goals: readonly Goal[] = bound === undefined ? [] : [medianWithin(bound)(measured.times)]
    rows.push({
      operation: `${operation}${options.suffix ?? ''}`,
      n: cluster.nodes.length,
      t: cluster.threshold,
      ...measured,
      goals,
    })
  }
  return rows
}

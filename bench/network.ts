import { measureLoss, measureThroughput } from './network/load.ts'
import { idleMegabytes } from './network/memory.ts'
import { jsonOf, type NetworkRow } from './network/row.ts'
import { measureSteps, steps } from './network/steps.ts'
import { tableOf } from './network/table.ts'
import { withCluster } from './network/with-cluster.ts'
import { readFlags } from './read-flags.ts'
import { warmUpUnit } from './unit.ts'

const USAGE = `Usage: npm run bench:network [-- [--json] [--quick] [--help]]

Measures what a wallet waits for, with real nodes on this machine. bench/README.md says how.

  --json    one JSON object a line
  --quick   few repetitions: a look, not a measurement
  --help    print this
`

type Options = { readonly json: boolean; readonly quick: boolean }

const run = async ({ json, quick }: Options): Promise<void> => {
  const rounds = quick ? 5 : 50
  const loadMs = quick ? 3000 : 30_000
  const rows: NetworkRow[] = []
  const add = (...more: readonly NetworkRow[]): void => {
    rows.push(...more)
    if (json) for (const row of more) process.stdout.write(jsonOf(row))
    for (const { operation, n } of more) progress(`${operation}, ${n} nodes`)
  }
  const signing = steps.filter(
    ({ operation }) => operation.startsWith('sign-') && operation !== 'sign-in',
  )

  warmUpUnit()
  const megabytes = await withCluster({ nodes: 3 }, async (cluster) => {
    const idle = await idleMegabytes(cluster)
    add(...(await measureSteps(cluster, steps, { rounds })))
    add(await measureThroughput(cluster, loadMs))
    return idle
  })
  await withCluster({ nodes: 5 }, async (cluster) => {
    add(await measureLoss(cluster, loadMs))
  })
  await withCluster({ nodes: 10 }, async (cluster) => {
    add(...(await measureSteps(cluster, signing, { rounds })))
  })
  await withCluster({ nodes: 3, proxies: ['peers', 'wallets'], latencyMs: 50 }, async (cluster) => {
    add(...(await measureSteps(cluster, signing, { rounds, suffix: '+50ms', bounded: false })))
  })
  if (!json) process.stdout.write(tableOf(rows))
  const memory = { goal: '120 MB', met: megabytes <= 120, idle_megabytes: Math.round(megabytes) }
  process.stdout.write(
    json
      ? `${JSON.stringify({ operation: 'memory', n: 3, t: 2, ...memory })}\n`
      : `\nAn idle node keeps ${memory.idle_megabytes} MB (goal ${memory.goal}: ${memory.met ? 'met' : 'missed'}).\n`,
  )
}

/** For a person who waits, and no part of what a program reads. */
const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`)
}

const options = readFlags(USAGE, ['json', 'quick'])
if (options !== undefined) await run(options)

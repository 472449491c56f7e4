import { median } from './measure.ts'
import { readFlags } from './read-flags.ts'
import { wakeNothing } from './wallet/floor.ts'
import { comparePaints } from './wallet/paint.ts'
import { withPerson } from './wallet/person.ts'
import { tableOf, type WalletRow } from './wallet/table.ts'
import { waits } from './wallet/waits.ts'

const USAGE = `Usage: npm run bench:wallet [-- [--quick] [--help]]

Measures what somebody waits for in front of Chromium with the wallet in it, on a devnet of this
machine. bench/README.md says how.

  --quick   few repetitions: a look, not a measurement
  --help    print this
`

const WARM_UPS = 2
/** In milliseconds: what of a page's first paint the wallet may cost. */
const PAINT_COST = 5

const run = async (rounds: number): Promise<void> => {
  await withPerson(async (person) => {
    const rows: WalletRow[] = []
    for (const { operation, limit, once } of waits) {
      const times: number[] = []
      for (let round = -WARM_UPS; round < rounds; round += 1) {
        const time = await once(person)
        if (round >= 0) times.push(time)
      }
      rows.push({ operation, times, ...(limit !== undefined && { limit }) })
      if (process.stderr.isTTY) process.stderr.write(`${operation}\n`)
    }
    rows.push({ operation: 'woken-nothing', times: await wakeNothing(person.page, rounds) })
    const { beside, alone } = await comparePaints(person, rounds)
    rows.push({ operation: 'paint', times: beside }, { operation: 'paint-without', times: alone })
    const cost = median(beside) - median(alone)
    process.stdout.write(
      `${tableOf(rows)}\nThe first paint of a page comes ${cost.toFixed(1)} ms later with the wallet ` +
        `(goal ${PAINT_COST} ms: ${cost <= PAINT_COST ? 'met' : 'missed'}).\n`,
    )
  })
}

const options = readFlags(USAGE, ['quick'])
if (options !== undefined) await run(options.quick ? 3 : 20)

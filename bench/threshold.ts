import type { Experiment, Shape } from './operations.ts'
import { parseOptions, USAGE, type Options } from './options.ts'
import { jsonLine, table } from './report.ts'
import { measure, QUICK, THOROUGH, type Row } from './row.ts'
import { bls, ibe } from './rows/bls.ts'
import { ecdsa } from './rows/ecdsa.ts'
import { keys } from './rows/keys.ts'
import { pairs } from './rows/pairs.ts'
import { warmUpUnit } from './unit.ts'

const experiments: readonly Experiment[] = [keys, pairs, ecdsa, bls, ibe]

const run = ({ json, quick, wanted }: Options): void => {
  const effort = quick ? QUICK : THOROUGH
  const all: Row[] = []
  const isAsked = ({ operation }: Row): boolean => wanted(operation)
  warmUpUnit()
  for (const { operations, shapes, prepare } of experiments) {
    if (!operations.some(wanted)) continue
    for (const shape of shapes) {
      showProgress(operations.filter(wanted).join(', '), shape)
      const rows = measure(shape, prepare(shape, wanted), wanted, effort)
      all.push(...rows)
      if (json) for (const row of rows.filter(isAsked)) print(jsonLine(row, all))
    }
  }
  if (!json) print(table(all.filter(isAsked), all))
}

/** For a person who waits, and no part of what a program reads. */
const showProgress = (operations: string, { n, t }: Shape): void => {
  if (process.stderr.isTTY) process.stderr.write(`${operations}: ${t} of ${n}\n`)
}

const print = (text: string): void => {
  process.stdout.write(text)
}

const options = parseOptions(process.argv.slice(2))
if (options === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else if (options === 'help') {
  print(USAGE)
} else {
  run(options)
}

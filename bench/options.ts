import { isOperation, OPERATIONS, type Wanted } from './operations.ts'

export type Options = {
  readonly json: boolean
  readonly quick: boolean
  readonly wanted: Wanted
}

export const USAGE = `Usage: npm run bench:threshold [-- [--json] [--only a,b] [--quick] [--help]]

Measures the threshold ceremonies, all parties in one process. bench/README.md says how.

  --json       one JSON object a line
  --only a,b   only these operations: ${OPERATIONS.join(', ')}
  --quick      few repetitions: a look, not a measurement
  --help       print this
`

/** Undefined for what is not understood. */
export const parseOptions = (flags: readonly string[]): Options | 'help' | undefined => {
  let json = false
  let quick = false
  let wanted: Wanted = () => true
  const left = [...flags]
  for (let flag = left.shift(); flag !== undefined; flag = left.shift()) {
    if (flag === '--help') return 'help'
    else if (flag === '--json') json = true
    else if (flag === '--quick') quick = true
    else if (flag === '--only') {
      const names = left.shift()?.split(',') ?? []
      if (names.length === 0 || !names.every(isOperation)) return undefined
      wanted = (operation) => names.includes(operation)
    } else return undefined
  }
  return { json, quick, wanted }
}

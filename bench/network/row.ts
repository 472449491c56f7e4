import { median, quantile } from '../measure.ts'
import { sampleUnit } from '../unit.ts'

export type Goal = { readonly goal: string; readonly met: boolean }

/** One line of the table: how long something took for whoever asked for it. */
export type NetworkRow = {
  readonly operation: string
  readonly n: number
  readonly t: number
  readonly times: readonly number[]
  readonly units: readonly number[]
  readonly goals: readonly Goal[]
  /** What is worth saying that no column has. */
  readonly note?: string
}

export const medianWithin =
  (limit: number) =>
  (times: readonly number[]): Goal => ({ goal: `${limit} ms`, met: median(times) <= limit })

/** Does something again and again, one after the other, the unit in between; `once` is timed. */
export const repeated = async (options: {
  readonly rounds: number
  readonly warmUps: number
  readonly once: () => Promise<number>
}): Promise<{ readonly times: readonly number[]; readonly units: readonly number[] }> => {
  for (let round = 0; round < options.warmUps; round += 1) await options.once()
  const times: number[] = []
  const units: number[] = []
  for (let round = 0; round < options.rounds; round += 1) {
    times.push(await options.once())
    units.push(...sampleUnit())
  }
  return { times, units }
}

export const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

/** With the names of bench:threshold. */
export const jsonOf = (row: NetworkRow): string =>
  `${JSON.stringify({
    operation: row.operation,
    n: row.n,
    t: row.t,
    median_ms: rounded(median(row.times), 3),
    p95_ms: rounded(quantile(row.times, 0.95), 3),
    p99_ms: rounded(quantile(row.times, 0.99), 3),
    unit_ms: rounded(median(row.units), 4),
    unit_multiple: rounded(median(row.times) / median(row.units), 2),
    samples: row.times.length,
    note: row.note ?? null,
    goals: row.goals,
  })}\n`

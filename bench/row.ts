import { median, quantile } from './measure.ts'
import {
  OPERATIONS,
  type Operation,
  type Reading,
  type Shape,
  type Trial,
  type Wanted,
} from './operations.ts'
import { sampleUnit } from './unit.ts'

export type Row = Shape & {
  readonly operation: Operation
  readonly medianMs: number
  readonly p95Ms: number
  /** One secp256k1 signature, in between. */
  readonly unitMs: number
  /** What all parties of one repetition took together. */
  readonly sumMs: number
  readonly bytesPerPeer: number
  readonly heapBytes: number | undefined
}

export type Effort = {
  readonly warmUps: number
  readonly leastRounds: number
  readonly milliseconds: number
  /** How many of the objects that stay in memory are weighed. */
  readonly weighed: number
}

export const THOROUGH: Effort = { warmUps: 3, leastRounds: 9, milliseconds: 6000, weighed: 150 }
export const QUICK: Effort = { warmUps: 1, leastRounds: 2, milliseconds: 500, weighed: 50 }

/** Repeats a trial, the unit between the repetitions, and sums up what each operation took. */
export const measure = (shape: Shape, trial: Trial, wanted: Wanted, effort: Effort): Row[] => {
  const { repeat, stored } = trial
  for (let round = 0; round < effort.warmUps; round++) repeat()

  const readings: Reading[] = []
  const units: number[] = []
  const end = performance.now() + effort.milliseconds
  for (let round = 0; round < effort.leastRounds || performance.now() < end; round++) {
    readings.push(...repeat())
    units.push(...sampleUnit())
  }
  return OPERATIONS.flatMap((operation) => {
    const own = readings.filter((reading) => reading.operation === operation)
    if (own.length === 0) return []
    const times = own.flatMap((reading) => reading.times)
    const weighed = stored?.operation === operation && wanted(operation)
    return {
      ...shape,
      operation,
      medianMs: median(times),
      p95Ms: quantile(times, 0.95),
      unitMs: median(units),
      sumMs: median(own.map((reading) => reading.times.reduce((sum, time) => sum + time, 0))),
      bytesPerPeer: Math.max(...own.map(({ bytesPerPeer }) => bytesPerPeer)),
      heapBytes: weighed ? stored.weigh(effort.weighed) : undefined,
    }
  })
}

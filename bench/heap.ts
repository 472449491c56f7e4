import { median } from './measure.ts'

/** The engine compiles and forgets code meanwhile: one weighing alone may be off. */
const WEIGHINGS = 3

/** Bytes in use after everything unreachable is gone; undefined where that cannot be had. */
const bytesInUse = (): number | undefined => {
  if (globalThis.gc === undefined) return undefined
  // One collection does not do: buffers are swept after what held them, idle code after several.
  for (let round = 0; round < 12; round++) globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/**
 * What one object takes: how much is free once `count` of them are let go, by that number. What
 * making them left behind elsewhere does not count, and what they share with others does not either.
 */
export const heapPerObject = (count: number, make: () => readonly object[]): number | undefined => {
  const weighings = Array.from({ length: WEIGHINGS }, () => weigh(count, make))
  return weighings.every((weight) => weight !== undefined)
    ? Math.round(median(weighings))
    : undefined
}

const weigh = (count: number, make: () => readonly object[]): number | undefined => {
  if (bytesInUse() === undefined) return undefined
  const objects: object[] = []
  while (objects.length < count) objects.push(...make())
  const made = objects.length
  const full = bytesInUse()
  objects.length = 0
  const empty = bytesInUse()
  return full === undefined || empty === undefined ? undefined : (full - empty) / made
}

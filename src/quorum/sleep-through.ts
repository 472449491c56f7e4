import type { Parts } from './parts.ts'

/** A timer that is later than this finds a process that stood still, or a machine that slept. */
const OVERSLEPT = 250
/** What came meanwhile is there by then, and not read yet. */
const AWAKE = 1000

/** Sleeps, and a moment more if it was far longer: before anybody is called late. */
export const sleepThrough = async (
  parts: Pick<Parts, 'now' | 'sleep'>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> => {
  const due = parts.now() + milliseconds
  await parts.sleep(milliseconds, signal)
  if (parts.now() > due + OVERSLEPT) await parts.sleep(AWAKE, signal)
}

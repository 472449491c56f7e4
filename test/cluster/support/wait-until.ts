import { setTimeout as sleep } from 'node:timers/promises'

/** So long that only what will never happen takes longer, on the slowest machine. */
const patience = 60_000
const pause = 50

/** Waits until something is there; says what never came. A question that throws is asked again. */
export async function waitUntil<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  options: { readonly patience?: number; readonly pause?: number } = {},
): Promise<T> {
  const deadline = Date.now() + (options.patience ?? patience)
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined && answer !== false) return answer
    } catch (error) {
      last = error
    }
    if (Date.now() > deadline) {
      throw new Error(`waited in vain until ${what}`, { cause: last })
    }
    await sleep(options.pause ?? pause)
  }
}

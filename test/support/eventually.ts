import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until it holds; a test that waits in vain fails by saying what for. */
export const eventually = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience = 30_000,
): Promise<void> => {
  const deadline = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it did not come to this: ${what}`)
    await sleep(10)
  }
}

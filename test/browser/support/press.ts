import { waitUntil } from '../../cluster/support/wait-until.ts'
import { byTestId, type Tab } from './tab.ts'

/** At once or not at all: what goes away meanwhile is waited for no longer. */
export const pressIfThere = async (tab: Tab, testId: string): Promise<boolean> =>
  tab.evaluate(`(() => {
    const button = document.querySelector('${byTestId(testId)}:enabled')
    if (button?.checkVisibility() !== true) return false
    button.click()
    return true
  })()`)

/**
 * Presses until the page has heard it: what is disabled or replaced between look and click hears
 * nothing, and what has heard it is not pressed again, though its page closes at once.
 */
export async function pressUntilHeard(tab: Tab, testId: string): Promise<void> {
  const heard = tab.evaluate<'heard'>(hearing(testId)).catch(() => 'gone' as const)
  const press = async () => {
    const failed = await tab.click(byTestId(testId)).then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
    // The page says what it has heard before it says anything that it is asked for later.
    const notYet = tab.evaluate<'not yet'>(`'not yet'`).catch(async () => heard)
    const came = await Promise.race([heard, notYet])
    if (came !== 'not yet') return came
    if (failed !== undefined) throw failed.error
    return undefined
  }
  const came = await waitUntil(`${testId} hears a press`, press)
  if (came === 'gone') throw new Error(`the page was gone before its ${testId} heard a press`)
}

const hearing = (testId: string): string => `new Promise((resolve) => {
  const hear = ({ target }) => {
    if (target.closest('${byTestId(testId)}:enabled') === null) return
    removeEventListener('click', hear, true)
    resolve('heard')
  }
  addEventListener('click', hear, true)
})`

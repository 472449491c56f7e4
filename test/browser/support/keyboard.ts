import { waitUntil } from '../../cluster/support/wait-until.ts'
import { byTestId, type Tab } from './tab.ts'

/** Where the focus is, as somebody sees it who has no mouse. */
export type Stop = {
  readonly testId: string
  readonly name: string
  /** Whether the focus can be seen: by a line around it, and inside the window. */
  readonly isSeen: boolean
}

const MOST_STOPS = 60

/** Goes on with Tab until the focus is there; what it came by, in order, that place included. */
export async function tabTo(tab: Tab, testId: string): Promise<readonly Stop[]> {
  await waitUntil(`${testId} is on screen`, async () => tab.isVisible(byTestId(testId)))
  const stops: Stop[] = []
  for (let time = 0; time < MOST_STOPS; time++) {
    await tab.press('Tab')
    const stop = await tab.evaluate<Stop | null>(where)
    // Behind the last place of a page comes the browser itself, and then the first.
    if (stop === null) continue
    stops.push(stop)
    if (stop.testId === testId) return stops
  }
  const names = stops.map(({ testId: id, name }) => id || name)
  throw new Error(`no Tab reaches ${byTestId(testId)}, only ${names.join(', ')}`)
}

const where = `(() => {
  const at = document.activeElement ?? document.body
  if (at === document.body) return null
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  const { top, bottom, left, right } = at.getBoundingClientRect()
  const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
  return {
    testId: at.dataset.testid ?? '',
    name: at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 40),
    isSeen: isInside && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
  }
})()`

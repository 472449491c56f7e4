import { openChromiumWithout } from '../../test/browser/support/chromium.ts'
import type { Tab } from '../../test/browser/support/tab.ts'
import { waitUntil } from '../../test/cluster/support/wait-until.ts'
import type { Person } from './person.ts'

/** When a page has its first words on screen, with the wallet in the browser and without, in turn. */
export const comparePaints = async (
  { browser, page }: Person,
  rounds: number,
): Promise<{ readonly beside: readonly number[]; readonly alone: readonly number[] }> => {
  const bare = await openChromiumWithout()
  const beside: number[] = []
  const alone: number[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      beside.push(await paintOf(await browser.open(page)))
      alone.push(await paintOf(await bare.open(page)))
    }
  } finally {
    await bare.close()
  }
  return { beside, alone }
}

const paintOf = async (tab: Tab): Promise<number> => {
  const at = await waitUntil('the page is painted', async () =>
    tab.evaluate<number | undefined>(
      `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`,
    ),
  )
  await tab.close()
  return at
}

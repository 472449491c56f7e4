import { waitUntil } from '../../cluster/support/wait-until.ts'
import type { Tab } from './tab.ts'

const order = ['before', 'making', 'signed', 'over'] as const
type Step = (typeof order)[number]

/** By what the worker writes down, which it does before it goes on. */
export async function watchSteps(page: Tab): Promise<void> {
  await page.evaluate(`(async () => {
    const look = (kept) => {
      const signIn = kept?.value.signIn
      const made = signIn?.mint === undefined ? 'making' : 'signed'
      const isOver = signIn?.step === 'done' || signIn?.step === 'failed'
      window.stepNow = signIn?.step === 'making' ? made : isOver ? 'over' : 'before'
    }
    look((await chrome.storage.session.get('sign-in'))['sign-in'])
    chrome.storage.session.onChanged.addListener((changes) => {
      if ('sign-in' in changes) look(changes['sign-in'].newValue)
    })
  })()`)
}

/** Of a page that watches. A step that was over before it was seen is said at once. */
export async function atStep(page: Tab, wanted: 'making' | 'signed'): Promise<void> {
  const came = await waitUntil(
    `the sign-in is ${wanted}`,
    async () => {
      const now = await page.evaluate<Step>('stepNow')
      return order.indexOf(now) < order.indexOf(wanted) ? undefined : now
    },
    { pause: 5 },
  )
  if (came !== wanted) throw new Error(`the sign-in was ${came} before it was seen ${wanted}`)
}

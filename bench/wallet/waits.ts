import { byTestId } from '../../test/browser/support/tab.ts'
import { waitUntil } from '../../test/cluster/support/wait-until.ts'
import type { Person } from './person.ts'

/** What somebody waits for in front of a browser. */
export type Wait = {
  readonly operation: string
  readonly limit?: number
  /** In milliseconds. */
  readonly once: (person: Person) => Promise<number>
}

const reads = async ({ dapp }: Person): Promise<number> =>
  dapp.tab.evaluate<number>(`(async () => {
    const from = performance.now()
    await ethereum.request({ method: 'eth_chainId' })
    return performance.now() - from
  })()`)

/** By the clock that all pages of this machine share. */
const now = 'performance.timeOrigin + performance.now()'

const opens = async ({ wallet }: Person): Promise<number> => {
  const tab = await wallet.open('', 'popup')
  const time = await waitUntil(
    'home is on screen',
    async () =>
      tab.evaluate<number | false>(
        `document.querySelector('${byTestId('account-address')}') !== null && performance.now()`,
      ),
    { pause: 3 },
  )
  await tab.close()
  return time
}

type Asked = { readonly asking: number; readonly answering: number }

/** From the page's question to the window that asks, and from the press to the page's answer. */
const asks = async (person: Person, method: string, params: unknown): Promise<Asked> => {
  const { browser, dapp } = person
  const opening = browser.context.waitForEvent('page')
  await dapp.tab.evaluate(`{
    globalThis.answeredAt = undefined
    globalThis.askedAt = ${now}
    void ethereum.request(${JSON.stringify({ method, params })})
      .then(() => (globalThis.answeredAt = ${now}))
  }`)
  const asking = await opening
  // A window without focus paints once a second, and what waits for its paint waits as long.
  const seen = await waitUntil(
    'the wallet asks',
    async () =>
      asking.evaluate<number | false>(
        `document.querySelector('${byTestId('approve')}') !== null && ${now}`,
      ),
    { pause: 3 },
  )
  await waitUntil('it can be answered', async () =>
    asking.evaluate<boolean>(`document.querySelector('${byTestId('approve')}:enabled') !== null`),
  )
  const pressed = await asking.evaluate<number>(`(() => {
    const at = ${now}
    document.querySelector('${byTestId('approve')}').click()
    return at
  })()`)
  const answered = await waitUntil(`${method} is answered`, async () =>
    dapp.tab.evaluate<number | undefined>('answeredAt'),
  )
  const asked = await dapp.tab.evaluate<number>('askedAt')
  await waitUntil('the window closes', () => asking.isClosed())
  return { asking: seen - asked, answering: answered - pressed }
}

const message = ({ address }: Person): unknown => ['0x68656c6c6f', address]
const coins = ({ address }: Person): unknown => [{ from: address, to: address, value: '0x1' }]

/** After the browser has stopped the worker, as it does whenever nothing happens for a while. */
const woken = (once: Wait['once']): Wait['once'] => {
  return async (person) => {
    await person.browser.killWorker()
    return once(person)
  }
}

export const waits: readonly Wait[] = [
  { operation: 'read', once: reads },
  { operation: 'read-woken', limit: 60, once: woken(reads) },
  { operation: 'popup', limit: 300, once: opens },
  { operation: 'popup-woken', once: woken(opens) },
  {
    operation: 'window',
    limit: 400,
    once: async (person) => (await asks(person, 'personal_sign', message(person))).asking,
  },
  {
    operation: 'sign',
    once: async (person) => (await asks(person, 'personal_sign', message(person))).answering,
  },
  {
    operation: 'send',
    once: async (person) => (await asks(person, 'eth_sendTransaction', coins(person))).answering,
  },
]

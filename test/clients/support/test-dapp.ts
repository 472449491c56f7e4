import { setTimeout as sleep } from 'node:timers/promises'
import type { Tab } from '../../browser/support/tab.ts'
import type { Wallet } from '../../browser/support/wallet.ts'
import { waitUntil } from '../../cluster/support/wait-until.ts'

/** What one request of the page came to. */
export type Outcome = { readonly method: string; readonly result?: unknown; readonly code?: number }

/** Hears what provider and bridge say to each other, and so what the page asks and is answered. */
const watch = `(() => {
  const open = new Map()
  window.outcomes = []
  window.openRequests = open
  addEventListener('message', ({ source, data }) => {
    if (source !== window || data?.channel !== 'assent/ethereum') return
    if (data.to === 'bridge' && data.type === 'request') open.set(data.id, data.method)
    if (data.to !== 'page' || data.type !== 'answer') return
    const method = open.get(data.id)
    open.delete(data.id)
    outcomes.push(
      data.problem === undefined
        ? { method, result: data.result === undefined ? null : data.result }
        : { method, code: data.problem.code },
    )
  })
})()`

const quiet = 700
const patience = 40_000

/** The page on which MetaMask tries what dapps ask of a wallet. */
export class TestDapp {
  readonly #tab: Tab
  readonly #wallet: Wallet

  private constructor(tab: Tab, wallet: Wallet) {
    this.#tab = tab
    this.#wallet = wallet
  }

  static async open(wallet: Wallet, url: string): Promise<TestDapp> {
    const tab = await wallet.browser.open(url)
    await tab.evaluate(watch)
    return new TestDapp(tab, wallet)
  }

  get tab(): Tab {
    return this.#tab
  }

  async buttons(): Promise<readonly string[]> {
    return this.#tab.evaluate(
      '[...document.querySelectorAll("button")].filter((one) => !one.disabled && one.id).map((one) => one.id)',
    )
  }

  /** Whom the page itself finds in the signature that a button has brought it; it asks nobody. */
  async verify(id: string): Promise<string> {
    await waitUntil(`${id} can be verified`, async () =>
      this.#tab.evaluate<boolean>(`document.getElementById('${id}Verify')?.disabled === false`),
    )
    await this.#tab.evaluate(`document.getElementById('${id}Verify').click()`)
    return waitUntil(`${id} is verified`, async () => {
      const found = await this.#tab.evaluate<string>(
        `document.getElementById('${id}VerifyResult').textContent`,
      )
      return found === '' ? undefined : found.toLowerCase()
    })
  }

  /** Presses a button, answers all that the wallet asks, and says what the page’s requests came to. */
  async press(id: string, answer: 'approve' | 'reject' = 'approve'): Promise<readonly Outcome[]> {
    await waitUntil(`${id} can be pressed`, async () =>
      this.#tab.evaluate<boolean>(`document.getElementById('${id}')?.disabled === false`),
    )
    const before = await this.#tab.evaluate<number>('outcomes.length')
    await this.#tab.evaluate(`document.getElementById('${id}').click()`)
    const begun = Date.now()
    let calm = begun
    let seen = -1
    for (;;) {
      const approval = await this.#wallet.approvalNow()
      if (approval !== undefined) {
        // One that was answered closes while this looks at it.
        const despiteDangers = answer === 'approve'
        await this.#wallet.answerIn(approval, answer, { despiteDangers }).catch(() => {})
        calm = Date.now()
      }
      const [open, done] = await this.#tab.evaluate<[number, number]>(
        '[openRequests.size, outcomes.length]',
      )
      if (open > 0 || done !== seen) {
        seen = done
        calm = Date.now()
      }
      if (Date.now() - calm > quiet) break
      if (Date.now() - begun > patience) throw new Error(`${id} came to no end`)
      await sleep(100)
    }
    return this.#tab.evaluate(`outcomes.slice(${before})`)
  }
}

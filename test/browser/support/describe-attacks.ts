import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { Dapp, refusalOf, resultOf } from './dapp.ts'
import { liveOneLife } from './one-life.ts'
import { raiseStage, type Stage } from './stage.ts'
import { byTestId, type WalletBrowser } from './tab.ts'
import { Wallet } from './wallet.ts'

const hex = (text: string): string => `0x${Buffer.from(text).toString('hex')}`

/** What a site tries that means harm, in one browser on one devnet. */
export const describeAttacks = (
  name: string,
  openBrowser: (extension: Stage['extension']) => Promise<WalletBrowser>,
): void => {
  describe(name, () => {
    let stage: Stage
    let browser: WalletBrowser
    let wallet: Wallet
    let dapp: Dapp
    let address: string

    beforeAll(async () => {
      stage = await raiseStage()
      browser = await openBrowser(stage.extension)
      wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
      address = await wallet.signIn('alice')
      dapp = await Dapp.open(browser, stage.dapp.origin)
      const connecting = await dapp.begin('eth_requestAccounts')
      await wallet.approve()
      resultOf(await connecting())
    }, 300_000)
    afterAll(async () => {
      await browser?.close()
      await stage?.close()
    }, 60_000)
    liveOneLife(() => browser)

    test('gets nowhere, whatever its page tries', async () => {
      const query = new URLSearchParams({ victim: stage.dapp.origin, wallet: browser.origin })
      const page = await browser.open(`${stage.dapp.otherOrigin}/attacks?${query.toString()}`)
      const rows = await page.evaluate<[tried: string, how: string, why: string][]>('done')
      expect(rows.filter(([, how]) => how !== 'failed')).toEqual([])
      expect(rows).toHaveLength(11)
      expect(await wallet.asks()).toBe(false)
      await page.close()
    })

    test('cannot hide what is signed in keys that objects have of themselves', async () => {
      const data = `{"types":{"EIP712Domain":[],"A":[{"name":"a","type":"string"}]},"primaryType":"A",
        "domain":{},"message":{"a":"b","__proto__":{"a":"c"}}}`
      const refusal = refusalOf(await dapp.ask('eth_signTypedData_v4', [address, data]))
      expect(refusal.code).toBe(-32602)
      expect(await wallet.asks()).toBe(false)
    })

    test('asks to connect once at a time, however often it asks', async () => {
      const stranger = await Dapp.open(browser, stage.dapp.otherOrigin)
      const all = []
      for (let time = 0; time < 20; time++) all.push(await stranger.begin('eth_requestAccounts'))
      await wallet.approval()
      const codes = await Promise.all(all.slice(1).map(async (one) => refusalOf(await one()).code))
      expect(new Set(codes)).toEqual(new Set([-32002]))
      await wallet.reject()
      expect(refusalOf((await all[0]?.()) ?? { result: null }).code).toBe(4001)
      await stranger.tab.close()
    })

    test('has twenty things asked for it at most, and none after a navigation', async () => {
      const page = await Dapp.open(browser, stage.dapp.origin)
      const all = []
      for (let time = 0; time < 25; time++) {
        all.push(await page.begin('personal_sign', [hex(`flood ${time}`), address]))
      }
      const codes = await Promise.all(all.slice(20).map(async (one) => refusalOf(await one()).code))
      expect(new Set(codes)).toEqual(new Set([-32005]))
      await wallet.approval()
      // Nobody is there any more to be answered: what the page asked is not asked for the next one.
      await page.tab.goto(`${stage.dapp.otherOrigin}/`)
      await waitUntil('the wallet asks no more', async () => !(await wallet.asks()))
      await page.tab.close()
    })

    test('is answered once when the page comes back as it was', async () => {
      const page = await Dapp.open(browser, stage.dapp.origin)
      const signing = await page.begin<string>('personal_sign', [hex('back'), address])
      await page.tab.evaluate('void (globalThis.isKept = true)')
      await wallet.approval()
      await page.tab.goto(`${stage.dapp.otherOrigin}/`)
      await page.tab.back()
      // Kept aside, it asks for the same again; loaded anew, it has asked for nothing.
      if (await page.tab.evaluate<boolean>('globalThis.isKept === true')) {
        await wallet.approve()
        await signing().catch(() => {})
      } else {
        await waitUntil('the wallet asks no more', async () => !(await wallet.asks()))
      }
      expect(await page.tab.evaluate<number>('timesAnswered(1)')).toBeLessThanOrEqual(1)
      expect(await page.read('eth_accounts')).toHaveLength(1)
      await page.tab.close()
    })

    test('is asked for only when it is on screen, however early it was loaded', async ({
      skip,
    }) => {
      skip(browser.name !== 'Chromium', 'only Chromium loads pages ahead')
      const place = `${stage.dapp.otherOrigin}/asks-at-once`
      const watcher = await Dapp.open(browser, stage.dapp.otherOrigin)
      const noted = async (name: string): Promise<string> =>
        waitUntil(`the page has noted ${name}`, async () => {
          const value = `localStorage.getItem('asks-at-once/${name}')`
          return (await watcher.tab.evaluate<string | null>(value)) ?? undefined
        })
      const page = await Dapp.open(browser, stage.dapp.otherOrigin)
      await page.tab.evaluate(`{
        const rules = document.createElement('script')
        rules.type = 'speculationrules'
        const ahead = { source: 'list', urls: [${JSON.stringify(place)}], eagerness: 'immediate' }
        rules.textContent = JSON.stringify({ prerender: [ahead] })
        document.head.append(rules)
      }`)
      expect(await noted('asked')).toBe('ahead')
      // What it asked would have been heard before this.
      expect(await watcher.read('eth_blockNumber')).toMatch(/^0x/)
      expect(await wallet.asks()).toBe(false)

      await page.tab.evaluate(`void setTimeout(() => location.assign(${JSON.stringify(place)}), 0)`)
      expect(await noted('shown')).toBe('at last')
      const asking = await wallet.approval()
      const asker = `document.querySelector('${byTestId('asker')}').dataset.origin`
      expect(await asking.evaluate(asker)).toBe(stage.dapp.otherOrigin)
      await wallet.reject()
      expect(await noted('answer')).toBe('4001')
      await page.tab.close()
      await watcher.tab.close()
    })

    test.each(['rejected', 'closed'] as const)(
      'is silenced when it was %s three times, and others are not',
      async (how) => {
        // The next worker knows of no rejections.
        await browser.killWorker()
        const page = await Dapp.open(browser, stage.dapp.otherOrigin)
        const codes: number[] = []
        while (codes.length < 4) {
          const asking = await page.begin('eth_requestAccounts')
          const answered = asking().then((answer) => refusalOf(answer).code)
          const asked = waitUntil('it is asked', async () => wallet.approvalNow()).catch(() => {})
          const came = await Promise.race([answered, asked])
          if (typeof came === 'object') {
            await (how === 'closed' ? came.close() : wallet.answerIn(came, 'reject'))
          }
          codes.push(await answered)
        }
        expect(codes).toEqual([4001, 4001, 4001, -32005])
        const signing = await dapp.begin('personal_sign', [hex('others'), address])
        await wallet.approve()
        expect(resultOf(await signing())).toMatch(/^0x/)
        await page.tab.close()
      },
    )
  })
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { Dapp, refusalOf, resultOf } from './dapp.ts'
import { liveOneLife } from './one-life.ts'
import { raiseStage, type Stage } from './stage.ts'
import type { WalletBrowser } from './tab.ts'
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
      await page.comeBack(stage.dapp.origin)
      // Kept aside, it asks for the same again, and hears that leaving was a no; loaded anew, it has
      // asked for nothing.
      if (await page.tab.evaluate<boolean>('globalThis.isKept === true')) {
        expect(refusalOf(await signing()).code).toBe(4001)
      }
      await waitUntil('the wallet asks no more', async () => !(await wallet.asks()))
      expect(await page.tab.evaluate<number>('timesAnswered(1)')).toBeLessThanOrEqual(1)
      expect(await page.read('eth_accounts')).toHaveLength(1)
      await page.tab.close()
    })

    test.each(['rejected', 'closed'] as const)(
      'is silenced when it was %s three times, and others are not',
      async (how) => {
        // The next worker knows of no rejections.
        await browser.killWorker()
        const page = await Dapp.open(browser, stage.dapp.otherOrigin)
        const codes: number[] = []
        while (codes.at(-1) !== -32005 && codes.length < 6) {
          const asking = await page.begin('eth_requestAccounts')
          await waitUntil('it is answered', async () => {
            if (await page.isAnswered()) return true
            const came = await wallet.approvalNow()
            await (how === 'closed' ? came?.close() : came && wallet.answerIn(came, 'reject'))
            return false
          })
          codes.push(refusalOf(await asking()).code)
        }
        expect(codes.slice(0, 3)).toEqual([4001, 4001, 4001])
        expect(codes.at(-1)).toBe(-32005)
        const signing = await dapp.begin('personal_sign', [hex('others'), address])
        await wallet.approve()
        expect(resultOf(await signing())).toMatch(/^0x/)
        await page.tab.close()
      },
    )
  })
}

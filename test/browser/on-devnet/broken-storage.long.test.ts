import { recoverMessageAddress, stringToHex, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { noChromium, openChromium, type ChromiumWallet } from '../support/chromium.ts'
import { Dapp, resultOf } from '../support/dapp.ts'
import { liveOneLife } from '../support/one-life.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId, type Tab } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

describe.skipIf(noChromium !== '')(`storage that is broken${noChromium}`, () => {
  let stage: Stage
  let browser: ChromiumWallet
  let wallet: Wallet
  let dapp: Dapp
  let address: Hex

  beforeAll(async () => {
    stage = await raiseStage()
    browser = await openChromium(stage.extension.chromium)
    wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
    address = (await wallet.signIn('alice')) as Hex
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

  type Area = 'local' | 'session'

  const kept = async (area: Area): Promise<Record<string, unknown>> => {
    const tab = await browser.open(`${browser.origin}/manifest.json`)
    const all = await tab.evaluate<Record<string, unknown>>(`chrome.storage.${area}.get(null)`)
    await tab.close()
    return all
  }

  /** Under a worker that does not look: the next one finds it. */
  const write = async (area: Area, values: Readonly<Record<string, unknown>>): Promise<void> => {
    const tab = await browser.open(`${browser.origin}/manifest.json`)
    await tab.evaluate(`chrome.storage.${area}.set(${JSON.stringify(values)})`)
    await tab.close()
    await browser.killWorker()
  }

  const whenBroken = async (): Promise<Tab> => {
    const tab = await wallet.open()
    await waitUntil('it says what is broken', async () => tab.isVisible(byTestId('storage-broken')))
    return tab
  }

  const agreeToReset = async (tab: Tab): Promise<void> => {
    await tab.click('input[type="checkbox"]')
    await tab.click(byTestId('storage-reset'))
  }

  const signs = async (): Promise<void> => {
    const signing = await dapp.begin<Hex>('personal_sign', [stringToHex('whole'), address])
    await wallet.approve()
    const signature = resultOf(await signing())
    expect(await recoverMessageAddress({ message: 'whole', signature })).toBe(address)
  }

  test('is said so, and nothing is thrown away before the person agrees', async () => {
    const { settings } = await kept('local')
    await write('local', { settings: { version: 0, value: { autoLockMinutes: 'so' } } })
    const refused = await dapp.ask('eth_accounts')
    expect(refused).toMatchObject({ refusal: { code: 4900 } })
    const tab = await whenBroken()
    expect(await tab.isVisible(`${byTestId('storage-reset')}:disabled`)).toBe(true)
    expect((await kept('local'))['settings']).toMatchObject({ value: { autoLockMinutes: 'so' } })
    await tab.close()
    // It was only half written, and is whole again: nobody has to be asked anything.
    await write('local', { settings })
    expect(await dapp.read('eth_accounts')).toEqual([address])
  })

  test('is read once more when the person asks for that', async () => {
    const { sites } = await kept('local')
    await write('local', { sites: 'rubbish' })
    const tab = await whenBroken()
    const other = await browser.open(`${browser.origin}/manifest.json`)
    await other.evaluate(`chrome.storage.local.set(${JSON.stringify({ sites })})`)
    await other.close()
    await tab.click(byTestId('storage-retry'))
    await waitUntil('the wallet is back', async () => tab.isVisible(byTestId('account-address')))
    await tab.close()
    expect(await dapp.read('eth_accounts')).toEqual([address])
    await signs()
  })

  test('is begun anew in that part alone, where the person stands', async () => {
    await write('local', { contacts: { version: 99, value: [] } })
    const tab = await whenBroken()
    await agreeToReset(tab)
    await waitUntil('the wallet is back', async () => tab.isVisible(byTestId('account-address')))
    await tab.close()
    const names = Object.keys(await kept('local'))
    expect(names.filter((name) => name.startsWith('broken/contacts/'))).toHaveLength(1)
    expect(await dapp.read('eth_accounts')).toEqual([address])
    await signs()
  })

  test('loses no account when all of it is broken: a sign-in finds it again', async () => {
    for (const area of ['session', 'local'] as const) {
      const names = Object.keys(await kept(area)).filter((name) => !name.startsWith('broken/'))
      await write(area, Object.fromEntries(names.map((name) => [name, { version: 0, val: 1 }])))
    }
    const tab = await whenBroken()
    const which = `document.querySelector('${byTestId('storage-broken')} details')?.textContent ?? ''`
    // Part by part, since each is agreed to by itself.
    for (let now = await tab.evaluate<string>(which); now !== '';) {
      await agreeToReset(tab)
      now = await waitUntil('that part is whole', async () => {
        const next = await tab.evaluate<string>(which)
        const isOver = await tab.isVisible(byTestId('sign-in-devnet'))
        return isOver ? { next: '' } : next !== now && next !== '' && { next }
      }).then(({ next }) => next)
    }
    await tab.click(byTestId('sign-in-devnet'))
    await wallet.beAt('alice')
    expect(await wallet.finishOnboarding(tab, 'alice')).toBe(address)
    expect(await dapp.read('eth_accounts')).toEqual([])
    const connecting = await dapp.begin('eth_requestAccounts')
    await wallet.approve()
    resultOf(await connecting())
    await signs()
  })
})

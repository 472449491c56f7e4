import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { noChromium, openChromium, type ChromiumWallet } from '../support/chromium.ts'
import { Dapp, refusalOf, resultOf } from '../support/dapp.ts'
import { fillFromFaucet } from '../support/fill-from-faucet.ts'
import { keepPictures } from '../support/keep-pictures.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

const stranger = `0x${'7a'.repeat(20)}`

describe.skipIf(noChromium !== '')(`sites in the wallet${noChromium}`, () => {
  const files = mkdtempSync(join(tmpdir(), 'assent-lists-'))
  let stage: Stage
  let browser: ChromiumWallet
  let wallet: Wallet
  let address: Hex
  let dapp: Dapp

  beforeAll(async () => {
    stage = await raiseStage()
    browser = await openChromium(stage.extension.chromium)
    wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
    address = (await wallet.signIn('bob')) as Hex
    dapp = await Dapp.open(browser, stage.dapp.origin)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await stage?.close()
    rmSync(files, { recursive: true, force: true })
  }, 60_000)
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(async () => keepPictures(task.name, browser))
  })

  test('one that is blocked where it asks is refused without a window, until it is lifted', async () => {
    const connecting = await dapp.begin('eth_requestAccounts')
    const approval = await wallet.approval()
    await approval.click(byTestId('block-site'))
    await approval.click(byTestId('confirm-block'))
    expect(refusalOf(await connecting())).toMatchObject({ code: 4001 })
    const again = refusalOf(await dapp.ask('eth_requestAccounts'))
    expect(again).toMatchObject({
      code: 4001,
      message: expect.stringContaining('blocked') as string,
    })
    await waitUntil('no window asks', async () => !(await wallet.asks()))
    const other = await Dapp.open(browser, stage.dapp.otherOrigin)
    expect(await other.read('eth_chainId')).toMatch(/^0x/)
    await other.tab.close()

    const page = await wallet.open('blocked')
    await page.click('[aria-label="Stop blocking 127.0.0.1"]')
    await waitUntil('it is lifted', async () => !(await page.isVisible(byTestId('blocked-site'))))
    await page.close()
    const connected = await dapp.begin('eth_requestAccounts')
    await wallet.approve()
    expect(resultOf(await connected())).toEqual([address])
  })

  test('one on a list that was loaded is a danger, also for a worker that was stopped', async () => {
    const list = join(files, 'list.txt')
    const others = Array.from({ length: 100_000 }, (_, at) => `claim-${at}.example`)
    writeFileSync(list, ['# known frauds', '127.0.0.1', ...others, 'not a host'].join('\n'))
    const page = await wallet.open('blocked')
    await browser.pageOf(page).getByTestId('load-list').setInputFiles(list)
    await waitUntil('the list is there', async () => page.isVisible(byTestId('list-count')))
    expect(await page.text(byTestId('list-count'))).toContain('100,001')
    await browser.killWorker()

    const signing = await dapp.begin('personal_sign', ['0x6869', address])
    const approval = await wallet.prepared()
    expect(await approval.isVisible(byTestId('accept-danger'))).toBe(true)
    await wallet.reject()
    expect(refusalOf(await signing())).toMatchObject({ code: 4001 })

    await page.click(byTestId('remove-list'))
    await waitUntil('it is gone', async () => !(await page.isVisible(byTestId('list-count'))))
    await page.close()
    const signed = await dapp.begin<Hex>('personal_sign', ['0x6869', address])
    await wallet.approve()
    expect(resultOf(await signed())).toMatch(/^0x[0-9a-f]{130}$/)
  })

  test('a batch is shown where its site asks for it, until it is confirmed', async () => {
    await fillFromFaucet(wallet, stage.devnet.chain.rpcUrl, address)
    const calls = [
      { to: stranger, value: '0x1' },
      { to: stranger, value: '0x2' },
    ]
    const chainId = await dapp.read<Hex>('eth_chainId')
    const batch = { version: '2.0.0', id: '0x12', from: address, chainId, atomicRequired: false }
    const sending = await dapp.begin('wallet_sendCalls', [{ ...batch, calls }])
    await wallet.prepared()
    await wallet.approve({ despiteDangers: true })
    expect(resultOf(await sending())).toMatchObject({ id: '0x12' })
    expect(refusalOf(await dapp.ask('wallet_showCallsStatus', ['0x13'])).code).toBe(5730)

    for (let times = 0; times < 2; times++) await dapp.read('wallet_showCallsStatus', ['0x12'])
    const shown = await waitUntil('the batch is on screen', async () => {
      for (const tab of await browser.tabs()) {
        if ((await tab.url()).includes('#/batch/')) return tab
      }
      return undefined
    })
    const states = `[...document.querySelectorAll('${byTestId('call')}')].map((one) => one.dataset.state).join()`
    await waitUntil('both are confirmed', async () => {
      return (await shown.evaluate<string>(states)) === 'confirmed,confirmed'
    })
    const open = await Promise.all((await browser.tabs()).map(async (tab) => tab.url()))
    expect(open.filter((url) => url.includes('#/batch/'))).toHaveLength(1)
  })
})

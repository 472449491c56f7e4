import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDevnet, type RunningDevnet } from '../../cluster/support/devnet.ts'
import { freePortBase } from '../../cluster/support/free-port-base.ts'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { noChromium, openChromium, type ChromiumWallet } from '../support/chromium.ts'
import { Dapp, resultOf, serveDapp, type DappServer } from '../support/dapp.ts'
import { liveOneLife } from '../support/one-life.ts'
import { byTestId, type Tab } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

const text = '0x68656c6c6f'

describe.skipIf(noChromium !== '')(`when something is wrong with the nodes${noChromium}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-node-set-'))
  const dir = join(folder, 'devnet')
  let base = 0
  let devnet: RunningDevnet
  let browser: ChromiumWallet | undefined
  let wallet: Wallet
  let server: DappServer
  let dapp: Dapp
  let address = ''
  liveOneLife(() => browser)

  const signal = (parties: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const { index, pid } of devnet.file.nodes) {
      if (parties.includes(index) && pid !== null && pid !== undefined) process.kill(pid, name)
    }
  }

  const codeOn = async (tab: Tab, testId: string): Promise<string> =>
    tab.evaluate<string>(`document.querySelector('${byTestId(testId)}')?.dataset.code ?? ''`)

  beforeAll(async () => {
    base = await freePortBase()
    const source = join(import.meta.dirname, '../../..')
    devnet = await startDevnet(dir, base, [`--extension-source=${source}`])
    const { chromium } = devnet.file.extension
    if (chromium === null) throw new Error(devnet.said())
    browser = await openChromium(chromium)
    wallet = new Wallet(browser, devnet.file.identityProvider.issuer)
    address = await wallet.signIn('alice')
    server = await serveDapp()
    dapp = await Dapp.open(browser, server.origin)
    const connecting = await dapp.begin('eth_requestAccounts')
    await wallet.approve()
    resultOf(await connecting())
  }, 240_000)

  afterAll(async () => {
    signal([1, 2, 3], 'SIGCONT')
    await browser?.close()
    server.close()
    await devnet.child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  })

  test('with too few of them nothing is signed, and the same is signed when they are back', async () => {
    signal([2, 3], 'SIGSTOP')
    const signing = await dapp.begin<string>('personal_sign', [text, address])
    await wallet.approve()
    const asking = await wallet.approval()
    await waitUntil('the wallet says what is wrong', async () =>
      ['below-threshold', 'budget-spent'].includes(await codeOn(asking, 'problem')),
    )
    signal([2, 3], 'SIGCONT')
    await waitUntil('all is well again', async () => {
      if (await asking.isVisible(byTestId('approve'))) await asking.click(byTestId('approve'))
      return !(await wallet.asks())
    })
    expect(resultOf(await signing())).toMatch(/^0x[0-9a-f]{130}$/)
  })

  test('when nobody answers it says so, and knows the account all the same', async () => {
    signal([1, 2, 3], 'SIGSTOP')
    const page = await wallet.open('node-set')
    await page.click(byTestId('node-set-check'))
    await waitUntil('the wallet says that nobody answers', async () =>
      ['no-network', 'below-threshold'].includes(await codeOn(page, 'node-set-problem')),
    )
    signal([1, 2, 3], 'SIGCONT')
    await page.click(byTestId('node-set-check'))
    await waitUntil('all is well again', async () =>
      Promise.resolve((await codeOn(page, 'node-set-problem')) === ''),
    )
    await page.close()
    expect(await wallet.address()).toBe(address)
  })

  test('a network that was made anew is not taken for the same one, and nothing is lost', async () => {
    await devnet.child.kill('SIGTERM')
    devnet = await startDevnet(dir, base, ['--fresh'])
    const page = await wallet.open('node-set')
    await page.click(byTestId('node-set-check'))
    await waitUntil('the wallet says that it was replaced', async () =>
      ['replaced', 'untrusted-registry'].includes(await codeOn(page, 'node-set-problem')),
    )
    await page.close()
    expect(await wallet.address()).toBe(address)
  })
})

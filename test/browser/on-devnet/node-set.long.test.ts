import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chainClient } from '../../../src/nodes/devnet/chain/chain-client.ts'
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
    for (const { index, pid } of devnet?.file.nodes ?? []) {
      if (parties.includes(index) && pid !== null && pid !== undefined) process.kill(pid, name)
    }
  }

  const codeOn = async (tab: Tab, testId: string): Promise<string> =>
    tab.evaluate<string>(`document.querySelector('${byTestId(testId)}')?.dataset.code ?? ''`)

  /** Where there still is something to press. */
  const checkAgain = async (tab: Tab): Promise<void> =>
    tab.evaluate(`document.querySelector('${byTestId('node-set-check')}')?.click()`)

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
    server?.close()
    await devnet?.child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })

  /** Asks for a signature that cannot come; returns the window that says why. */
  const askInVain = async (): Promise<readonly [Tab, () => Promise<unknown>]> => {
    const signing = await dapp.begin<string>('personal_sign', [text, address])
    await wallet.approve()
    const asking = await wallet.approval()
    await waitUntil(
      'the wallet says what is wrong',
      async () => (await codeOn(asking, 'problem')) !== '',
    )
    return [asking, async () => resultOf(await signing())]
  }

  test('with too few of them nothing is signed, and the same is signed when they are back', async () => {
    signal([2, 3], 'SIGSTOP')
    const [asking, signed] = await askInVain()
    expect(['below-threshold', 'budget-spent']).toContain(await codeOn(asking, 'problem'))
    signal([2, 3], 'SIGCONT')
    await waitUntil('the window closes', async () => {
      if (asking.isClosed()) return true
      await asking.click(byTestId('approve')).catch(() => {})
      return false
    })
    expect(await signed()).toMatch(/^0x[0-9a-f]{130}$/)
  })

  test('when nobody answers it says so, and knows the account all the same', async () => {
    signal([1, 2, 3], 'SIGSTOP')
    const [asking, signed] = await askInVain()
    await asking.click(byTestId('reject'))
    await expect(signed()).rejects.toThrow('4001')
    const home = await wallet.open()
    await waitUntil('home says that nobody answers', async () =>
      ['no-network', 'below-threshold'].includes(await codeOn(home, 'node-set-problem')),
    )
    signal([1, 2, 3], 'SIGCONT')
    await waitUntil('all is well again', async () => {
      if ((await codeOn(home, 'node-set-problem')) === '') return true
      await checkAgain(home)
      return false
    })
    await home.close()
    expect(await wallet.address()).toBe(address)
  })

  test('a registry whose chain was started anew is named as such, and all is well when it is back', async () => {
    const chain = chainClient(devnet.file.chain.rpcUrl)
    await chain.request({ method: 'anvil_reset', params: [] } as never)
    const [asking] = await askInVain()
    expect(await codeOn(asking, 'problem')).toBe('registry-restarted')
    await asking.click(byTestId('reject'))
    const home = await wallet.open()
    await waitUntil(
      'home says that the chain was started anew',
      async () => (await codeOn(home, 'node-set-problem')) === 'registry-restarted',
    )
    // What people are told to do: a devnet brings back what its chain held.
    await devnet.child.kill('SIGTERM')
    devnet = await startDevnet(dir, base, [])
    await waitUntil('all is well again', async () => {
      if ((await codeOn(home, 'node-set-problem')) === '') return true
      await checkAgain(home)
      return false
    })
    await home.close()
    expect(await wallet.address()).toBe(address)
  })

  test('a network that was made anew is not taken for the same one, and nothing is lost', async () => {
    await devnet.child.kill('SIGTERM')
    devnet = await startDevnet(dir, base, ['--fresh'])
    const [asking] = await askInVain()
    await asking.click(byTestId('reject'))
    const home = await wallet.open()
    await waitUntil('home says that it is another network', async () => {
      if ((await codeOn(home, 'node-set-problem')) === 'replaced') return true
      await checkAgain(home)
      return false
    })
    await home.close()
    expect(await wallet.address()).toBe(address)
  })
})

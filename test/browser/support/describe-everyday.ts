import {
  createPublicClient,
  http,
  recoverMessageAddress,
  recoverTypedDataAddress,
  type Hex,
} from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { Dapp, refusalOf, resultOf } from './dapp.ts'
import { fillFromFaucet } from './fill-from-faucet.ts'
import { liveOneLife } from './one-life.ts'
import { raiseStage, type Stage } from './stage.ts'
import type { WalletBrowser } from './tab.ts'
import { Wallet } from './wallet.ts'

const hex = (text: string): Hex => `0x${Buffer.from(text).toString('hex')}`

const typedData = {
  domain: { name: 'A dapp', version: '1', chainId: 31_337 },
  types: {
    Note: [
      { name: 'text', type: 'string' },
      { name: 'number', type: 'uint256' },
    ],
  },
  primaryType: 'Note',
  message: { text: 'hello', number: '7' },
} as const

const withDomain = {
  ...typedData,
  types: {
    ...typedData.types,
    EIP712Domain: [
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
      { name: 'chainId', type: 'uint256' },
    ],
  },
}

const patience = 200_000

/**
 * What everybody does every day, in one browser on one devnet. The wallet is carried through all of
 * it: each test takes it as the one before left it.
 */
export const describeEveryday = (
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
    }, patience)
    afterAll(async () => {
      await browser?.close()
      await stage?.close()
    }, patience)

    liveOneLife(() => browser)

    test(
      'signs in at the provider, and has an account',
      async () => {
        address = await wallet.signIn('alice')
        expect(address).toMatch(/^0x[0-9a-fA-F]{40}$/)
        dapp = await Dapp.open(browser, stage.dapp.origin)
      },
      patience,
    )

    test('connects to a page that the person agrees to, and to no other', async () => {
      expect(await dapp.read('eth_accounts')).toEqual([])
      const connecting = await dapp.begin<readonly string[]>('eth_requestAccounts')
      await wallet.approve()
      expect(lower(resultOf(await connecting()))).toEqual([address.toLowerCase()])
      expect(lower(await dapp.read('eth_accounts'))).toEqual([address.toLowerCase()])
      expect(await dapp.read('eth_chainId')).toBe('0x7a69')
      const stranger = await Dapp.open(browser, stage.dapp.otherOrigin)
      expect(await stranger.read('eth_accounts')).toEqual([])
      expect(refusalOf(await stranger.ask('personal_sign', [hex('hi'), address])).code).toBe(4100)
      await stranger.tab.close()
    })

    test('signs a message', async () => {
      const signing = await dapp.begin<Hex>('personal_sign', [hex('hello'), address])
      await wallet.approve()
      const signature = resultOf(await signing())
      expect(await recoverMessageAddress({ message: 'hello', signature })).toBe(address)
    })

    test('signs typed data', async () => {
      const asked = [address, JSON.stringify(withDomain)]
      const signing = await dapp.begin<Hex>('eth_signTypedData_v4', asked)
      await wallet.approve()
      const signature = resultOf(await signing())
      const message = { text: 'hello', number: 7n }
      expect(await recoverTypedDataAddress({ ...typedData, message, signature })).toBe(address)
    })

    test('tells the page when the person says no', async () => {
      const signing = await dapp.begin('personal_sign', [hex('no'), address])
      await wallet.reject()
      expect(refusalOf(await signing()).code).toBe(4001)
      await waitUntil('the window is gone', async () => !(await wallet.asks()))
    })

    test('sends a transaction, which is mined', async () => {
      const chain = createPublicClient({ transport: http(stage.devnet.chain.rpcUrl) })
      await fillFromFaucet(wallet, stage.devnet.chain.rpcUrl, address)
      const to = privateKeyToAddress(generatePrivateKey())
      const transaction = { from: address, to, value: '0x2a' }
      const sending = await dapp.begin<Hex>('eth_sendTransaction', [transaction])
      await wallet.approve({ despiteDangers: true })
      const hash = resultOf(await sending())
      const receipt = await chain.waitForTransactionReceipt({ hash })
      expect([receipt.status, receipt.from]).toEqual(['success', address.toLowerCase()])
      expect(await chain.getBalance({ address: to })).toBe(42n)
    })

    test('answers once when the worker is killed while the person looks', async () => {
      const signing = await dapp.begin<Hex>('personal_sign', [hex('killed'), address])
      await wallet.approval()
      await browser.killWorker()
      await wallet.answerUntil(async () => dapp.isAnswered(), 'approve')
      const signature = resultOf(await signing())
      expect(await recoverMessageAddress({ message: 'killed', signature })).toBe(address)
      expect(await dapp.tab.evaluate(`timesAnswered(${dapp.asked})`)).toBe(1)
    })

    test('goes on after the worker was killed with nothing under way', async () => {
      await browser.killWorker()
      expect(lower(await dapp.read('eth_accounts'))).toEqual([address.toLowerCase()])
    })

    test('locks: what was open is refused, and pages see no accounts', async () => {
      const signing = await dapp.begin('personal_sign', [hex('locked'), address])
      await wallet.approval()
      await wallet.lock()
      expect(refusalOf(await signing()).code).toBe(4001)
      expect(await dapp.read('eth_accounts')).toEqual([])
      await waitUntil('the page has heard', async () => {
        const heard = (await dapp.heard()).filter(([event]) => event === 'accountsChanged')
        return JSON.stringify(heard.at(-1)?.[1]) === '[]'
      })
    })

    test('unlocks for the same person, and pages see their accounts again', async () => {
      await wallet.unlock('alice')
      await waitUntil('the page has heard', async () => {
        const heard = (await dapp.heard()).filter(([event]) => event === 'accountsChanged')
        return lower(heard.at(-1)?.[1] as readonly string[]).includes(address.toLowerCase())
      })
      const signing = await dapp.begin<Hex>('personal_sign', [hex('again'), address])
      await wallet.approve()
      const signature = resultOf(await signing())
      expect(await recoverMessageAddress({ message: 'again', signature })).toBe(address)
    })
  })
}

const lower = (addresses: readonly string[]): readonly string[] =>
  addresses.map((address) => address.toLowerCase())

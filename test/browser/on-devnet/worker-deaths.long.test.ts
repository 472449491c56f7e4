import {
  createPublicClient,
  http,
  keccak256,
  recoverMessageAddress,
  stringToHex,
  type Hex,
  type PublicClient,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount, privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import type { RpcProxy } from '../../support/rpc-proxy.ts'
import { noChromium, openChromium, type ChromiumWallet } from '../support/chromium.ts'
import { Dapp, refusalOf, resultOf } from '../support/dapp.ts'
import { fillFromFaucet } from '../support/fill-from-faucet.ts'
import { liveOneLife } from '../support/one-life.ts'
import { OtherWallet } from '../support/other-wallet.ts'
import { atStep, watchSteps } from '../support/sign-in-steps.ts'
import { useSlowChain } from '../support/slow-chain.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId, type Tab } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

const sendRaw = 'eth_sendRawTransaction'

describe.skipIf(noChromium !== '')(`a worker that is killed${noChromium}`, () => {
  let stage: Stage
  let browser: ChromiumWallet
  let wallet: Wallet
  beforeAll(async () => {
    stage = await raiseStage()
  }, 200_000)
  afterAll(async () => stage?.close(), 60_000)

  const openWallet = async (): Promise<void> => {
    browser = await openChromium(stage.extension.chromium)
    wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
  }

  /** To most of them, without whom nothing goes on. */
  const signalNodes = (name: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const { pid } of stage.devnet.nodes.slice(1)) {
      if (pid !== null && pid !== undefined) process.kill(pid, name)
    }
  }

  describe('with a transaction on its way', () => {
    let dapp: Dapp
    let proxy: RpcProxy
    liveOneLife(() => browser)
    let chain: PublicClient
    let address: Hex
    beforeAll(async () => {
      await openWallet()
      address = (await wallet.signIn('alice')) as Hex
      const { rpcUrl } = stage.devnet.chain
      chain = createPublicClient({ transport: http(rpcUrl) })
      await fillFromFaucet(wallet, rpcUrl, address)
      dapp = await Dapp.open(browser, stage.dapp.origin)
      const connecting = await dapp.begin('eth_requestAccounts')
      await wallet.approve()
      resultOf(await connecting())
      proxy = await useSlowChain(wallet, dapp, rpcUrl)
    }, 300_000)
    afterAll(async () => {
      await browser?.close()
      await proxy?.stop()
    })

    const ask = async () => {
      const before = await chain.getTransactionCount({ address })
      const to = privateKeyToAddress(generatePrivateKey())
      const sending = await dapp.begin<Hex>('eth_sendTransaction', [
        { from: address, to, value: '0x2a' },
      ])
      /** That it was mined once, from one signature, and the page heard of it once. */
      const expectOnce = async (heard: readonly string[]): Promise<void> => {
        const hash = resultOf(await sending())
        expect(new Set(heard.map((raw) => keccak256(raw as Hex)))).toEqual(new Set([hash]))
        expect((await chain.waitForTransactionReceipt({ hash })).status).toBe('success')
        expect(await chain.getBalance({ address: to })).toBe(42n)
        expect(await chain.getTransactionCount({ address })).toBe(before + 1)
        expect(await dapp.tab.evaluate(`timesAnswered(${dapp.asked})`)).toBe(1)
        await waitUntil('nothing more is asked', async () => !(await wallet.asks()))
      }
      return { sending, to, before, expectOnce }
    }

    /** What is sent is written down; the first is held until its worker is dead. */
    const holdFirst = (where: 'before the chain' | 'behind the chain') => {
      const heard: string[] = []
      let letGo = (): void => {}
      const killed = new Promise<void>((resolve) => {
        letGo = resolve
      })
      const hold = async (method: string, [raw]: readonly unknown[]): Promise<void> => {
        if (method !== sendRaw) return
        heard.push(String(raw))
        if (heard.length > 1) return
        await killed
        throw new Error('nobody waits for it any more')
      }
      if (where === 'before the chain') proxy.watch(hold)
      else proxy.lie(async (method, _, params) => hold(method, params))
      const killWhenHeard = async (): Promise<void> => {
        await waitUntil('it is being sent', () => heard.length > 0)
        await browser.killWorker()
        letGo()
      }
      return { heard, killWhenHeard }
    }

    test.each(['before the chain', 'behind the chain'] as const)(
      'sends the same again when it dies while its RPC has it %s',
      async (where) => {
        const { heard, killWhenHeard } = holdFirst(where)
        const { expectOnce } = await ask()
        await wallet.approve({ despiteDangers: true })
        await killWhenHeard()
        await expectOnce(heard)
        proxy.watch(undefined)
        proxy.lie(undefined)
      },
    )

    test('has it signed once when it dies while the nodes sign', async () => {
      const heard: string[] = []
      proxy.watch((method, [raw]) => {
        if (method === sendRaw) heard.push(String(raw))
      })
      const { expectOnce } = await ask()
      const asking = await wallet.prepared()
      signalNodes('SIGSTOP')
      try {
        await wallet.answerIn(asking, 'approve', { despiteDangers: true })
        await waitUntil('the nodes are asked', async () =>
          asking.isVisible(byTestId('nodes-at-work')),
        )
        await browser.killWorker()
      } finally {
        signalNodes('SIGCONT')
      }
      await expectOnce(heard)
      proxy.watch(undefined)
    })

    test('tells the page what became of it, whatever the person closes meanwhile', async () => {
      const { heard, killWhenHeard } = holdFirst('before the chain')
      const { expectOnce } = await ask()
      const asking = await wallet.prepared()
      await wallet.answerIn(asking, 'approve', { despiteDangers: true })
      await waitUntil('it is being sent', () => heard.length > 0)
      await asking.close()
      await killWhenHeard()
      await expectOnce(heard)
      proxy.watch(undefined)
    })

    test('and by being locked', async () => {
      const { heard, killWhenHeard } = holdFirst('before the chain')
      const { expectOnce } = await ask()
      await wallet.approve({ despiteDangers: true })
      await waitUntil('it is being sent', () => heard.length > 0)
      await wallet.lock()
      await killWhenHeard()
      await expectOnce(heard)
      await wallet.unlock('alice')
      proxy.watch(undefined)
    })

    test.each(['stops waiting', 'closes the window'] as const)(
      'tells the page where to look for what an RPC took and lost, when the person %s',
      async (how) => {
        const heard: string[] = []
        const lost = new Error('the answer is lost')
        proxy.watch((method) => {
          if (method === 'eth_getTransactionByHash') throw lost
        })
        proxy.lie((method, _, [raw]) => {
          if (method !== sendRaw) return undefined
          heard.push(String(raw))
          throw lost
        })
        const { expectOnce } = await ask()
        const asking = await wallet.prepared()
        await wallet.answerIn(asking, 'approve', { despiteDangers: true })
        await waitUntil('nobody knows', async () => asking.isVisible(byTestId('problem')))
        await (how === 'stops waiting' ? wallet.answerIn(asking, 'reject') : asking.close())
        proxy.watch(undefined)
        proxy.lie(undefined)
        await expectOnce(heard)
      },
    )

    test('sends nothing when it dies while the person still looks, and they say no', async () => {
      const heard: string[] = []
      proxy.watch((method, [raw]) => {
        if (method === sendRaw) heard.push(String(raw))
      })
      const { sending, before } = await ask()
      await wallet.prepared()
      await browser.killWorker()
      await wallet.answerUntil(async () => dapp.isAnswered(), 'reject')
      expect(refusalOf(await sending()).code).toBe(4001)
      expect(await dapp.tab.evaluate(`timesAnswered(${dapp.asked})`)).toBe(1)
      expect(heard).toEqual([])
      expect(await chain.getTransactionCount({ address })).toBe(before)
      proxy.watch(undefined)
    })

    test('says so when the window to sign in was open, and signs in at the next try', async () => {
      await wallet.lock()
      const home = await wallet.open()
      await home.click(byTestId('unlock'))
      const left = await wallet.loginPage()
      await browser.killWorker()
      await waitUntil('it says so', async () => home.isVisible(byTestId('sign-in-retry')))
      // The browser leaves the window there; what is said in it is said to nobody.
      await left.click(byTestId('person-alice'))
      await waitUntil('the window is gone', () => left.isClosed())
      await home.click(byTestId('sign-in-retry'))
      await wallet.beAt('alice')
      await waitUntil('the wallet is open', async () => home.isVisible(byTestId('account-address')))
      await home.close()
      const signing = await dapp.begin<Hex>('personal_sign', [stringToHex('awake'), address])
      await wallet.approve()
      const signature = resultOf(await signing())
      expect(await recoverMessageAddress({ message: 'awake', signature })).toBe(address)
    })
  })

  describe('in the middle of a first sign-in', () => {
    liveOneLife(() => browser)
    beforeAll(openWallet, 60_000)
    afterAll(async () => browser?.close())

    /** The nodes stand still from when it is seen until the worker is dead: it cannot go on. */
    const killAt = async (page: Tab, step: 'making' | 'signed'): Promise<void> => {
      await atStep(page, step)
      signalNodes('SIGSTOP')
      try {
        await browser.killWorker()
      } finally {
        signalNodes('SIGCONT')
      }
    }

    test('makes one account, dying while the person signs in and while it is made', async () => {
      const account = privateKeyToAccount(generatePrivateKey())
      const other = await OtherWallet.putInto(browser, account)
      const onboarding = await wallet.onboarding()
      await onboarding.click(byTestId('sign-in-wallet'))
      await watchSteps(onboarding)
      const page = await wallet.deploymentPage()
      await browser.killWorker()
      await other.signIn(page)
      for (const step of ['making', 'signed'] as const) await killAt(onboarding, step)
      const address = await wallet.finishOnboarding(onboarding)
      await browser.close()

      await openWallet()
      const again = await OtherWallet.putInto(browser, account)
      const welcome = await wallet.onboarding()
      await welcome.click(byTestId('sign-in-wallet'))
      await again.signIn(await wallet.deploymentPage())
      expect(await wallet.finishOnboarding(welcome)).toBe(address)
      const accounts = await wallet.open('accounts')
      await waitUntil('the accounts are listed', async () =>
        accounts.isVisible(byTestId('another-account')),
      )
      const rows = `document.querySelectorAll('${byTestId('account-row')}').length`
      expect(await accounts.evaluate<number>(rows)).toBe(1)
    })
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recoverMessageAddress, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noChromium, openChromium, type ChromiumWallet } from '../browser/support/chromium.ts'
import { fillFromFaucet } from '../browser/support/fill-from-faucet.ts'
import { liveOneLife } from '../browser/support/one-life.ts'
import { raiseStage, type Stage } from '../browser/support/stage.ts'
import type { Tab } from '../browser/support/tab.ts'
import { Wallet } from '../browser/support/wallet.ts'
import { clients, installClients } from './support/installed.ts'
import { serveFolder } from './support/serve-folder.ts'

type Told<T> = { readonly result?: T; readonly refused?: string; readonly code?: number }

describe.skipIf(noChromium !== '')(`wagmi, with wallets that mipd finds${noChromium}`, () => {
  let stage: Stage
  let browser: ChromiumWallet
  let wallet: Wallet
  let folder: string
  let server: Awaited<ReturnType<typeof serveFolder>>
  let page: Tab
  let address: string
  let asked = 0

  beforeAll(async () => {
    await installClients()
    folder = mkdtempSync(join(tmpdir(), 'assent-wagmi-'))
    await build({
      configFile: false,
      logLevel: 'warn',
      root: join(clients, 'pages'),
      build: { outDir: folder, rolldownOptions: { input: join(clients, 'pages/wagmi.html') } },
    })
    server = await serveFolder(folder)
    stage = await raiseStage()
    browser = await openChromium(stage.extension.chromium)
    wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
    address = await wallet.signIn('alice')
    await fillFromFaucet(wallet, stage.devnet.chain.rpcUrl, address)
    const rpc = encodeURIComponent(stage.devnet.chain.rpcUrl)
    page = await browser.open(`${server.origin}/wagmi.html?rpc=${rpc}`)
  }, 600_000)
  afterAll(async () => {
    await browser?.close()
    await stage?.close()
    server?.close()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)
  liveOneLife(() => browser)

  /** Asks, answers as the person would, and says what came of it. */
  const told = async <T>(call: string, answer?: 'approve' | 'reject'): Promise<Told<T>> => {
    asked += 1
    await page.evaluate(`void (window.told${asked} = client.${call})`)
    if (answer === 'approve') await wallet.approve({ despiteDangers: true })
    if (answer === 'reject') await wallet.reject()
    return page.evaluate(`window.told${asked}`)
  }

  test('finds the wallet, once', async () => {
    expect(await page.evaluate('client.found()')).toEqual(['app.assent.wallet'])
    expect(await page.evaluate('client.connectors()')).toContain('app.assent.wallet')
  })

  test('is told when the person does not want to connect', async () => {
    expect(await told('connect()', 'reject')).toMatchObject({ refused: 'UserRejectedRequestError' })
  })

  test('connects', async () => {
    const { result } = await told<{ accounts: readonly string[]; chainId: number }>(
      'connect()',
      'approve',
    )
    expect(result).toEqual({ accounts: [address], chainId: 31_337 })
  })

  test('signs messages and typed data', async () => {
    const { result: signature = '0x' } = await told<Hex>('sign("hello")', 'approve')
    expect(await recoverMessageAddress({ message: 'hello', signature })).toBe(address)
    expect((await told<Hex>('signTyped()', 'approve')).result).toMatch(/^0x[0-9a-f]{130}$/)
  })

  test('sends', async () => {
    const to = privateKeyToAddress(generatePrivateKey())
    expect(await told(`send("${to}")`, 'approve')).toEqual({ result: 'success' })
  })

  test('is told when the person does not want to sign', async () => {
    expect(await told('sign("no")', 'reject')).toMatchObject({
      refused: 'UserRejectedRequestError',
    })
  })

  test('offers a chain that the wallet does not know, which nobody has to take', async () => {
    const { refused, result } = await told('switchTo(987654)')
    expect(result).toBeUndefined()
    // Its RPC says that it is another chain, so the wallet does not even ask.
    expect(refused).toMatch(/SwitchChainError|UserRejectedRequestError|InvalidParams/)
  })

  test('takes its leave, and is a stranger again', async () => {
    await told('disconnect()')
    expect(await page.evaluate('ethereum.request({ method: "eth_accounts" })')).toEqual([])
  })
})

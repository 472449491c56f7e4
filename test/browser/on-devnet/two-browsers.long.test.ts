import { createPublicClient, createTestClient, http, type Hex, type PublicClient } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { noChromium, openChromium } from '../support/chromium.ts'
import { Dapp, resultOf } from '../support/dapp.ts'
import { fillFromFaucet } from '../support/fill-from-faucet.ts'
import { keepPictures } from '../support/keep-pictures.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId, type Tab, type WalletBrowser } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

type Desk = { readonly browser: WalletBrowser; readonly wallet: Wallet; readonly dapp: Dapp }

describe.skipIf(noChromium !== '')(`one account in two browsers${noChromium}`, () => {
  let stage: Stage
  let chain: PublicClient
  let address: Hex
  const opened: WalletBrowser[] = []
  const desks: Desk[] = []

  beforeAll(async () => {
    stage = await raiseStage()
    const { rpcUrl } = stage.devnet.chain
    chain = createPublicClient({ transport: http(rpcUrl) })
    for (let place = 0; place < 2; place++) desks.push(await openDesk())
    await fillFromFaucet(first().wallet, rpcUrl, address)
  }, 300_000)
  afterAll(async () => {
    for (const browser of opened) await browser.close()
    await stage?.close()
  }, 60_000)

  const openDesk = async (): Promise<Desk> => {
    const browser = await openChromium(stage.extension.chromium)
    opened.push(browser)
    const wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
    address = (await wallet.signIn('alice')) as Hex
    const dapp = await Dapp.open(browser, stage.dapp.origin)
    const connecting = await dapp.begin('eth_requestAccounts')
    await wallet.approve()
    resultOf(await connecting())
    return { browser, wallet, dapp }
  }
  const at = (place: number): Desk => {
    const desk = desks[place]
    if (desk === undefined) throw new Error(`there is no browser ${place}`)
    return desk
  }
  const first = () => at(0)
  const second = () => at(1)

  /** Asked in both before either is answered, so that both are prepared for one nonce. */
  const askInBoth = async () => {
    const nonce = await chain.getTransactionCount({ address })
    const asked = []
    for (const { dapp, wallet } of desks) {
      const to = privateKeyToAddress(generatePrivateKey())
      const sending = await dapp.begin<Hex>('eth_sendTransaction', [
        { from: address, to, value: '0x2a' },
      ])
      asked.push({ sending, asking: await wallet.prepared() })
    }
    const [one, other] = asked
    if (one === undefined || other === undefined) throw new Error('two browsers are needed')
    return { nonce, one, other }
  }

  const expectNonces = async (hashes: readonly Hex[], nonces: readonly number[]) => {
    const mined = []
    for (const hash of hashes) {
      await chain.waitForTransactionReceipt({ hash })
      mined.push((await chain.getTransaction({ hash })).nonce)
    }
    expect(mined).toEqual(nonces)
  }

  test('the slower one is shown anew, and is signed when it is agreed to again', async ({
    onTestFailed,
  }) => {
    onTestFailed(async () => keepPictures('the slower one', second().browser))
    const { nonce, one, other } = await askInBoth()
    await first().wallet.answerIn(one.asking, 'approve', { despiteDangers: true })
    const hash = resultOf(await one.sending())
    await chain.waitForTransactionReceipt({ hash })
    await second().wallet.answerIn(other.asking, 'approve', { despiteDangers: true })
    await shownAnew(other.asking)
    expect(await second().dapp.tab.evaluate(`timesAnswered(${second().dapp.asked})`)).toBe(0)
    expect(await chain.getTransactionCount({ address, blockTag: 'pending' })).toBe(nonce + 1)
    await second().wallet.prepared()
    await second().wallet.answerIn(other.asking, 'approve', { despiteDangers: true })
    await expectNonces([hash, resultOf(await other.sending())], [nonce, nonce + 1])
  })

  test('and so it is when the other has not been mined yet', async ({ onTestFailed }) => {
    onTestFailed(async () => keepPictures('not mined yet', second().browser))
    const { nonce, one, other } = await askInBoth()
    const miner = createTestClient({
      mode: 'anvil',
      transport: http(stage.devnet.chain.rpcUrl),
    })
    await miner.setAutomine(false)
    try {
      await first().wallet.answerIn(one.asking, 'approve', { despiteDangers: true })
      const hash = resultOf(await one.sending())
      await second().wallet.answerIn(other.asking, 'approve', { despiteDangers: true })
      await shownAnew(other.asking)
      expect(await second().dapp.tab.evaluate(`timesAnswered(${second().dapp.asked})`)).toBe(0)
      await miner.setAutomine(true)
      await second().wallet.prepared()
      await second().wallet.answerIn(other.asking, 'approve', { despiteDangers: true })
      await expectNonces([hash, resultOf(await other.sending())], [nonce, nonce + 1])
    } finally {
      await miner.setAutomine(true)
    }
  })

  test('agreed to at the same moment, both are mined, one after the other', async ({
    onTestFailed,
  }) => {
    onTestFailed(async () => keepPictures('the same moment', second().browser))
    const { nonce, one, other } = await askInBoth()
    const answered = [one, other].map(async ({ sending, asking }, place) => {
      const { wallet, dapp } = at(place)
      await wallet.answerIn(asking, 'approve', { despiteDangers: true })
      await waitUntil('it is sent, or shown anew', async () => {
        if ((await dapp.tab.evaluate(`timesAnswered(${dapp.asked})`)) === 1) return true
        if (!(await isShownAnew(asking))) return false
        await wallet.prepared()
        await wallet.answerIn(asking, 'approve', { despiteDangers: true })
        return true
      })
      return resultOf(await sending())
    })
    const hashes = await Promise.all(answered)
    for (const hash of hashes) await chain.waitForTransactionReceipt({ hash })
    const nonces = await Promise.all(
      hashes.map(async (hash) => (await chain.getTransaction({ hash })).nonce),
    )
    expect(nonces.toSorted((one, other) => one - other)).toEqual([nonce, nonce + 1])
  })
})

const isShownAnew = async (asking: Tab): Promise<boolean> =>
  asking
    .evaluate<boolean>(
      `document.querySelector('${byTestId('problem')}[data-code="changed-meanwhile"]') !== null`,
    )
    .catch(() => false)

const shownAnew = async (asking: Tab): Promise<void> => {
  await waitUntil('it is shown anew', async () => isShownAnew(asking))
}

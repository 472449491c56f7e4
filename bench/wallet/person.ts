import { openChromium, type ChromiumWallet } from '../../test/browser/support/chromium.ts'
import { Dapp, resultOf } from '../../test/browser/support/dapp.ts'
import { fillFromFaucet } from '../../test/browser/support/fill-from-faucet.ts'
import { raiseStage } from '../../test/browser/support/stage.ts'
import { Wallet } from '../../test/browser/support/wallet.ts'

/** Somebody who has signed in, has coins, and has a page open that is connected. */
export type Person = {
  readonly browser: ChromiumWallet
  readonly wallet: Wallet
  readonly dapp: Dapp
  readonly page: string
  readonly address: string
}

export const withPerson = async <T>(work: (person: Person) => Promise<T>): Promise<T> => {
  const stage = await raiseStage()
  const browser = await openChromium(stage.extension.chromium)
  try {
    const wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
    const address = await wallet.signIn('alice')
    await fillFromFaucet(wallet, stage.devnet.chain.rpcUrl, address)
    const page = stage.dapp.origin
    const dapp = await Dapp.open(browser, page)
    const connecting = await dapp.begin('eth_requestAccounts')
    await wallet.approve()
    resultOf(await connecting())
    return await work({ browser, wallet, dapp, page, address })
  } finally {
    await browser.close()
    await stage.close()
  }
}

import {
  createTestClient,
  createWalletClient,
  http,
  publicActions,
  type Account,
  type Address,
  type Chain,
  type TransactionReceipt,
  type Transport,
  type WalletClient,
} from 'viem'
import { mnemonicToAccount, type HDAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { chainClient } from '../../../src/nodes/devnet/chain/chain-client.ts'
import { keepBlocksComing } from '../../../src/nodes/devnet/chain/keep-blocks-coming.ts'
import type { Call } from '../../../src/registry/contracts.ts'
import { startAnvil } from '../../support/anvil.ts'

const mnemonic = 'test test test test test test test test test test test junk'

const testClient = (url: string) =>
  createTestClient({
    chain: foundry,
    mode: 'anvil',
    transport: http(url),
    pollingInterval: 50,
    cacheTime: 0,
  }).extend(publicActions)

/** The chain of a cluster: the registry's, and one to spend on. */
export type ClusterChain = {
  readonly url: string
  readonly client: ReturnType<typeof testClient>
  /** Has coins; the same for every test of a cluster, so two do not send at once. */
  readonly account: HDAccount
  readonly wallet: WalletClient<Transport, Chain, Account>
  /** Coins for an address. */
  readonly fund: (address: Address, value: bigint) => Promise<void>
  /** Sends as the account, and waits until it is mined and taken. */
  readonly send: (call: Call) => Promise<TransactionReceipt>
  readonly stop: () => Promise<void>
}

/**
 * A block at once for a transaction, and those that make it final, as on the devnet; or one each
 * second, whatever happens, for who wants to see the chain go on.
 */
export async function startChain(eachSecond = false): Promise<ClusterChain> {
  const anvil = await startAnvil(eachSecond ? ['--block-time', '1', '--mixed-mining'] : [])
  const client = testClient(anvil.url)
  const blocks = eachSecond
    ? undefined
    : keepBlocksComing({
        chain: chainClient(anvil.url),
        onBusy: () => {},
        // Whoever needs the chain says so if it is gone.
        onError: () => {},
      })
  const account = mnemonicToAccount(mnemonic)
  const wallet = createWalletClient({ account, chain: foundry, transport: http(anvil.url) })
  return {
    url: anvil.url,
    client,
    account,
    wallet,
    fund: async (address, value) => client.setBalance({ address, value }),
    send: async (call) => {
      const hash = await wallet.sendTransaction(call)
      const receipt = await client.waitForTransactionReceipt({ hash })
      if (receipt.status !== 'success') throw new Error(`the chain refused ${hash}`)
      return receipt
    },
    stop: async () => {
      await blocks?.stop()
      await anvil.stop()
    },
  }
}

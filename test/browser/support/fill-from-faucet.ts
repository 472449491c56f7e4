import { createPublicClient, http, type Hex } from 'viem'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { byTestId } from './tab.ts'
import type { Wallet } from './wallet.ts'

/** Presses the devnet's button for test coins, and waits until they are there. */
export async function fillFromFaucet(
  wallet: Wallet,
  rpcUrl: string,
  address: string,
): Promise<void> {
  const chain = createPublicClient({ transport: http(rpcUrl) })
  const home = await wallet.open()
  await home.click(byTestId('faucet'))
  await waitUntil('there are coins', async () => {
    return (await chain.getBalance({ address: address as Hex })) > 0n
  })
  await home.close()
}

import { startRpcProxy, type RpcProxy } from '../../support/rpc-proxy.ts'
import { resultOf, type Dapp } from './dapp.ts'
import type { Wallet } from './wallet.ts'

/** The RPC of a devnet’s chain through a proxy, which a page gives the wallet and a person takes. */
export async function useSlowChain(wallet: Wallet, dapp: Dapp, rpcUrl: string): Promise<RpcProxy> {
  const proxy = await startRpcProxy(rpcUrl)
  const chain = {
    chainId: '0x7a69',
    chainName: 'Devnet, slowly',
    nativeCurrency: { name: 'Test coin', symbol: 'TEST', decimals: 18 },
    rpcUrls: [proxy.url],
  }
  const adding = await dapp.begin('wallet_addEthereumChain', [chain])
  await wallet.approve({ despiteDangers: true })
  resultOf(await adding())
  return proxy
}

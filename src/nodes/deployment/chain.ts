import {
  createPublicClient,
  createWalletClient,
  defineChain,
  http,
  type Account,
  type Chain,
  type PublicClient,
  type Transport,
  type WalletClient,
} from 'viem'
import { OperatorProblem, reasonOf } from './problem.ts'

export type ChainAccess = {
  readonly chainId: number
  readonly reader: PublicClient
  readonly sender: WalletClient<Transport, Chain, Account>
}

const pollingInterval = 200

/** Whichever EVM chain an RPC serves, read and written as one account. */
export async function openChain(rpcUrl: string, account: Account): Promise<ChainAccess> {
  const transport = http(rpcUrl, { retryCount: 2 })
  const chainId = await askChainId(rpcUrl, transport)
  const chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: 'coin', symbol: 'coin', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  })
  const parameters = { chain, transport, pollingInterval, cacheTime: 0 }
  return {
    chainId,
    reader: createPublicClient(parameters),
    sender: createWalletClient({ ...parameters, account }),
  }
}

async function askChainId(rpcUrl: string, transport: Transport): Promise<number> {
  try {
    return await createPublicClient({ transport }).getChainId()
  } catch (error) {
    throw new OperatorProblem(`no chain answers at ${rpcUrl}: ${reasonOf(error)}`)
  }
}

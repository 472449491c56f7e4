import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import * as viemChains from 'viem/chains'
import type { Network } from '../src/networks/network.ts'

// `npm run networks` writes the chains that are built in: a trimmed copy of what viem knows, so that
// the wallet carries forty lines of data instead of a library.

const mainnets = [
  'mainnet',
  'base',
  'arbitrum',
  'optimism',
  'polygon',
  'bsc',
  'avalanche',
  'gnosis',
  'linea',
  'scroll',
  'zksync',
  'blast',
  'mantle',
  'mode',
  'zora',
  'unichain',
  'worldchain',
  'ink',
  'soneium',
  'arbitrumNova',
  'opBNB',
  'celo',
  'sonic',
  'cronos',
  'moonbeam',
  'moonriver',
  'aurora',
  'metis',
  'boba',
  'kava',
  'kaia',
  'rootstock',
  'fraxtal',
  'berachain',
  'manta',
  'sei',
  'abstract',
  'apeChain',
  'flare',
  'taiko',
] as const

/** Test networks, and where their coins come from. */
const testnets = {
  sepolia: 'https://sepolia-faucet.pk910.de',
  hoodi: 'https://hoodi-faucet.pk910.de',
  baseSepolia: 'https://docs.base.org/base-chain/tools/network-faucets',
  arbitrumSepolia: 'https://faucets.chain.link/arbitrum-sepolia',
  optimismSepolia: 'https://console.optimism.io/faucet',
  polygonAmoy: 'https://faucet.polygon.technology',
  bscTestnet: 'https://www.bnbchain.org/en/testnet-faucet',
  avalancheFuji: 'https://core.app/tools/testnet-faucet',
  gnosisChiado: 'https://faucet.gnosischain.com',
  lineaSepolia: 'https://docs.linea.build/get-started/how-to/get-testnet-eth',
  scrollSepolia: 'https://docs.scroll.io/en/user-guide/faucet',
} as const

const chains: ReadonlyMap<string, unknown> = new Map(Object.entries(viemChains))

const networkOf = (name: string, faucetUrl?: string): Network => {
  const chain = chains.get(name) as viemChains.Chain | undefined
  if (chain === undefined) throw new Error(`viem knows no chain ${name}`)
  const rpcUrls = chain.rpcUrls.default.http.filter((url) => url.startsWith('https://'))
  if (rpcUrls.length === 0) throw new Error(`${name} has no RPC over https`)
  const explorerUrl = chain.blockExplorers?.default.url.replace(/\/$/, '')
  return {
    chainId: `0x${chain.id.toString(16)}`,
    name: chain.name,
    currency: { ...chain.nativeCurrency },
    rpcUrls,
    ...(explorerUrl !== undefined && { explorerUrl }),
    ...(faucetUrl !== undefined && { faucetUrl }),
    testnet: faucetUrl !== undefined,
  }
}

const networks = [
  ...mainnets.map((name) => networkOf(name)),
  ...Object.entries(testnets).map(([name, url]) => networkOf(name, url)),
]

const file = 'src/networks/built-in-networks.ts'
writeFileSync(
  file,
  `// Written by \`npm run networks\`, from viem/chains.
import type { Network } from './network.ts'

export const builtInNetworks: readonly Network[] = ${JSON.stringify(networks, null, 2)}
`,
)
execFileSync('npx', ['oxfmt', file], { stdio: 'inherit' })

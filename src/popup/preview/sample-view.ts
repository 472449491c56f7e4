import type { AccountView, LoginView } from '../../messages/popup/account-view.ts'
import type { BlockedView } from '../../messages/popup/blocked-view.ts'
import type { ChainView, ContactView, SiteView } from '../../messages/popup/chain-view.ts'
import type { NodeSetView } from '../../messages/popup/node-set-view.ts'
import type { SignInView, SignInWay } from '../../messages/popup/sign-in-view.ts'
import type { View } from '../../messages/popup/view.ts'

const coin = { name: 'Ether', symbol: 'ETH', decimals: 18 }

const chain = (chainId: string, name: string, more: Partial<ChainView> = {}): ChainView => ({
  chainId,
  name,
  currency: coin,
  rpcUrls: [`https://rpc.example/${chainId}`],
  testnet: false,
  custom: false,
  devnet: false,
  ...more,
})

export const chains: readonly ChainView[] = [
  chain('0x1', 'Ethereum', { explorerUrl: 'https://etherscan.io' }),
  chain('0xa', 'OP Mainnet'),
  chain('0x2105', 'Base'),
  chain('0xa4b1', 'Arbitrum One'),
  chain('0x89', 'Polygon', { currency: { name: 'POL', symbol: 'POL', decimals: 18 } }),
  chain('0x64', 'Gnosis', { currency: { name: 'xDAI', symbol: 'xDAI', decimals: 18 } }),
  chain('0xaa36a7', 'Sepolia', { testnet: true, faucetUrl: 'https://faucet.example' }),
  chain('0x7a69', 'Devnet', { testnet: true, devnet: true }),
  chain('0x1e240', 'My own chain', {
    custom: true,
    explorerUrl: 'https://explorer.example',
    rpcUrls: ['https://rpc.my-own-chain.example'],
  }),
]

export const nodeSet: NodeSetView = {
  id: 'eip155:31337:0x6b14c2c5d7a1f0b3a6b64d5fd81d3a2a2f9ee24f',
  name: 'Devnet',
  registry: '0x6b14c2c5d7a1f0b3a6b64d5fd81d3a2a2f9ee24f',
  registryChainId: 31_337,
  networkKey: `0x${'8f3a1c6e5b7d9024'.repeat(12)}`,
  threshold: 2,
  nodes: [1, 2, 3].map((party) => ({
    party,
    url: `http://127.0.0.1:94${party}0`,
    state: 'fine',
  })),
  state: 'fine',
  isDevnet: true,
  hasRelay: true,
}

export const ways: readonly SignInWay[] = [
  { id: 'openid:0', kind: 'google', name: 'Google', testId: 'google' },
  { id: 'openid:1', kind: 'openId', name: 'Devnet login', testId: 'devnet' },
  { id: 'passkey', kind: 'passkey', name: 'Passkey', testId: 'passkey' },
  { id: 'wallet', kind: 'wallet', name: 'Another wallet', testId: 'wallet' },
]

export const login: LoginView = {
  authMethodType: '2',
  id: '0x5c1d',
  kind: 'openId',
  label: 'alice@devnet.example',
  way: 'openid:1',
}

const account = (address: string, name: string, more: Partial<AccountView> = {}): AccountView => ({
  address,
  publicKey: '0x04',
  name,
  hidden: false,
  control: 'own',
  mayUse: 'anything',
  nodeSet: nodeSet.id,
  ...more,
})

export const accounts: readonly AccountView[] = [
  account('0x0aFb7C2e51bd93A4dB45f4EC2A0fEe1a6E2995D8', 'Everyday'),
  account('0x75bdA3c1F90E8b5d4A6a32D2cF1174Cc0e8Ed433', 'Savings'),
  account('0x1D5f2cA90b3E77aA49C8D6dd1c24bE3fA9012b7e', 'Games', { control: 'shared' }),
  account('0xC4e9912F6dB0aBb84F1D7e8aE5c3e5d07A6cF018', 'Old one', { hidden: true }),
]

export const manyAccounts: readonly AccountView[] = [
  ...accounts,
  ...Array.from({ length: 8 }, (_, place) =>
    account(`0x${String(place + 1).repeat(40)}`, `Account ${place + 4}`),
  ),
]

const now = Date.now()

export const sites: readonly SiteView[] = [
  {
    origin: 'https://app.uniswap.org',
    title: 'Uniswap',
    accounts: [accounts[0]!.address, accounts[1]!.address],
    chainId: '0x1',
    connectedAt: now - 3_600_000,
  },
  {
    origin: 'http://shop.example',
    title: 'A shop',
    accounts: [accounts[0]!.address],
    chainId: '0x7a69',
    connectedAt: now - 86_400_000 * 3,
  },
  {
    origin: 'http://localhost:5173',
    title: 'Local dapp',
    accounts: [accounts[2]!.address],
    chainId: '0x7a69',
    connectedAt: now - 60_000,
  },
]

export const contacts: readonly ContactView[] = [
  { address: '0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc', name: 'Bob' },
  { address: '0x14dC79964da2C08b23698B3D3cc7Ca32193d9955', name: 'Carol, the landlady' },
]

export const blocked: BlockedView = {
  hosts: [
    'airdrop-claims.example',
    'app.unıswap.example',
    `${'wallet-verification-of-your-account.'.repeat(3)}co.uk`,
    'localhost',
  ],
  list: { hosts: 214_306, skipped: 12, loadedAt: now - 86_400_000 * 3, lost: false },
}

export const signIn: SignInView = {
  id: 's1',
  way: ways[1]!,
  purpose: 'account',
  step: 'certifying',
  lamps: [
    { node: 1, state: 'signed', ms: 214 },
    { node: 2, state: 'asked', ms: 0 },
    { node: 3, state: 'ready', ms: 190 },
  ],
  startedAt: now - 3000,
}

export const open: View = {
  stage: 'open',
  nodeSet,
  ways,
  login,
  backupDone: true,
  accounts,
  selected: accounts[0]!.address,
  chains,
  chainId: '0x7a69',
  sites,
  blocked,
  contacts,
  tokens: [],
  settings: { autoLockMinutes: 15, theme: 'system', surface: 'popup' },
  waiting: 0,
  site: 'https://app.uniswap.org',
}

const { selected: _selected, site: _site, login: _login, ...closed } = open

export const welcome: View = {
  ...closed,
  stage: 'welcome',
  accounts: [],
  backupDone: false,
  sites: [],
  blocked: { hosts: [] },
  contacts: [],
}

export const locked: View = { ...welcome, stage: 'locked', login, backupDone: true }

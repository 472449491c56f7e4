import type { Action, DataTree, TokenRef, Warning } from '../../messages/popup/action.ts'
import type { ApprovalView, Ask, TransactionView } from '../../messages/popup/approval-view.ts'
import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { WarningFacts } from '../../messages/popup/warning-rule.ts'
import { accounts, chains, contacts } from './sample-view.ts'

export const me = accounts[0]!.address
export const router = '0x3fC91A3afd70395Cd496C647d5a6CC9D4B2b7FAD'
export const stranger = '0x9965a1b2C3D4e5F60718293a4B5c6D7e8f9aA4dc'

export const usdc: TokenRef = {
  address: '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48',
  symbol: 'USDC',
  name: 'USD Coin',
  decimals: 6,
}
export const apes: TokenRef = {
  address: '0xBC4CA0EdA7647A8aB7C2061c2E118A18a936f13D',
  symbol: 'BAYC',
  name: 'Bored Ape Yacht Club',
}

export const most = String(2n ** 256n - 1n)

export const lamps = (...states: readonly Lamp['state'][]): readonly Lamp[] =>
  states.map((state, place) => ({
    node: place + 1,
    state,
    ms: state === 'idle' || state === 'asked' ? 0 : 23 + place * 9,
  }))

export const warning = <Rule extends keyof WarningFacts>(
  rule: Rule,
  level: Warning['level'],
  facts: WarningFacts[Rule],
): Warning => ({ rule, level, facts })

export const approvalOf = (ask: Ask, more: Partial<ApprovalView> = {}): ApprovalView => ({
  id: `sample-${ask.kind}`,
  hash: 'hash',
  revision: 1,
  origin: 'https://app.uniswap.org',
  title: 'Uniswap',
  askedAt: 0,
  ask,
  warnings: [],
  state: 'waiting',
  lamps: lamps('ready', 'ready', 'ready'),
  needsSignIn: false,
  ...more,
})

/** From thousandths. */
const gwei = (price: number): string => String(price * 1_000_000)

export const transactionOf = (
  action: Action,
  more: Partial<TransactionView> = {},
): TransactionView => ({
  chainId: '0x1',
  from: me,
  to: router,
  value: '0',
  data: '0x',
  nonce: 42,
  ready: true,
  type: 'eip1559',
  action,
  simulation: { state: 'known', via: 'eth_simulateV1', gasUsed: '46000', changes: [] },
  fee: {
    kind: 'eip1559',
    gasLimit: '65000',
    choices: [
      { speed: 'slow', maxFeePerGas: gwei(18_000), maxPriorityFeePerGas: gwei(100) },
      { speed: 'normal', maxFeePerGas: gwei(21_500), maxPriorityFeePerGas: gwei(1000) },
      { speed: 'fast', maxFeePerGas: gwei(30_000), maxPriorityFeePerGas: gwei(2500) },
    ],
    chosen: { speed: 'normal', maxFeePerGas: gwei(21_500), maxPriorityFeePerGas: gwei(1000) },
    most: '1397500000000000',
    about: '621000000000000',
  },
  ...more,
})

export const sending: TransactionView = transactionOf(
  { kind: 'send-coins', to: contacts[0]!.address, amount: '500000000000000000' },
  {
    to: contacts[0]!.address,
    value: '500000000000000000',
    simulation: {
      state: 'known',
      via: 'eth_simulateV1',
      gasUsed: '21000',
      changes: [{ asset: { kind: 'coin' }, delta: '-500000000000000000' }],
    },
  },
)

export const approving: Extract<Action, { readonly kind: 'approve' }> = {
  kind: 'approve',
  via: 'approve',
  token: usdc,
  spender: router,
  allowance: { amount: '250000000', unlimited: false },
  canCap: true,
}

export const siweText = `app.uniswap.org wants you to sign in with your Ethereum account:
${me}

I accept the terms of service.

URI: https://app.uniswap.org/login
Version: 1
Chain ID: 1
Nonce: 7g3kd92la0
Issued At: 2026-11-21T16:20:00Z`

export const siwe = {
  domain: 'app.uniswap.org',
  address: me,
  statement: 'I accept the terms of service.',
  uri: 'https://app.uniswap.org/login',
  chainId: '1',
  nonce: '7g3kd92la0',
  issuedAt: '2026-11-21T16:20:00Z',
  expirationTime: '2026-11-22T16:20:00Z',
  resources: ['https://app.uniswap.org/terms', 'ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3'],
}

export const domain: readonly DataTree[] = [
  { name: 'name', type: 'string', value: 'Permit2' },
  { name: 'chainId', type: 'uint256', value: '1' },
  {
    name: 'verifyingContract',
    type: 'address',
    value: '0x000000000022D473030F116dDEE9F6B43aC78BA3',
  },
]

export const orderTree: readonly DataTree[] = [
  {
    name: 'from',
    type: 'Person',
    fields: [
      { name: 'name', type: 'string', value: 'Cow' },
      { name: 'wallets', type: 'address[]', fields: [{ name: '0', type: 'address', value: me }] },
    ],
  },
  {
    name: 'to',
    type: 'Person',
    fields: [
      { name: 'name', type: 'string', value: 'Bob \u202Eevil\u202C \u200B!' },
      { name: 'wallets', type: 'address[]', fields: [] },
    ],
  },
  { name: 'contents', type: 'string', value: 'Hello, Bob!' },
  { name: 'amount', type: 'uint256', value: most },
  { name: 'data', type: 'bytes', value: `0x${'c0ffee'.repeat(40)}` },
]

export const deepTree: readonly DataTree[] = Array.from({ length: 200 }, (_, place) => ({
  name: `field_${place}`,
  type: place % 3 === 0 ? 'address' : place % 3 === 1 ? 'uint256' : 'bytes32',
  value: place % 3 === 0 ? me : place % 3 === 1 ? most : `0x${'ab'.repeat(32)}`,
}))

export const myOwn = chains.find(({ custom }) => custom)!

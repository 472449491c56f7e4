import type { Subject } from '../../src/background/approvals/kinds/review.ts'
import type { Context } from '../../src/background/review/rules/context.ts'
import type { Action, Simulation } from '../../src/messages/popup/action.ts'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { textToBytes } from '../../src/payloads/encoding/text.ts'
import { parseAddress, type Address } from '../../src/payloads/evm/address.ts'

const address = (pair: string): Address => parseAddress(`0x${pair.repeat(20)}`)
export const me = address('e1')
export const bob = address('b0')
export const token = address('a1')
export const spender = address('d4')

export const now = Date.parse('2026-11-21T12:00:00Z')

export const context = (parts: Partial<Context> = {}): Context => ({
  origin: 'https://shop.example',
  listed: new Map(),
  now,
  siteChain: '0x1',
  contacts: [],
  own: [{ address: me, name: 'Mine' }],
  recipients: [],
  code: new Map(),
  ...parts,
})

export const works: Simulation = {
  state: 'known',
  via: 'eth_simulateV1',
  changes: [],
  gasUsed: '21000',
}

type Transaction = Subject & { readonly kind: 'transaction' }

export const transaction = (
  action: Action,
  parts: Partial<Omit<Transaction, 'call'>> & { readonly call?: Partial<Transaction['call']> } = {},
): Transaction => {
  const { call, ...rest } = parts
  return {
    kind: 'transaction',
    action,
    simulation: works,
    ...rest,
    call: { chainId: '0x1', from: me, to: token, value: '0', data: '0x12345678', ...call },
  }
}

export const sendCoins = (to: string): Transaction =>
  transaction({ kind: 'send-coins', to, amount: '5' }, { call: { to, value: '5', data: '0x' } })

export const sendToken = (to: string): Transaction =>
  transaction({
    kind: 'send-token',
    standard: 'ERC20',
    token: { address: token, symbol: 'TST' },
    from: me,
    to,
    amount: '5',
  })

export const approveToken = (amount: string, unlimited = false): Transaction =>
  transaction({
    kind: 'approve',
    via: 'approve',
    token: { address: token, symbol: 'TST' },
    spender,
    allowance: { amount, unlimited },
    canCap: true,
  })

export const approveCollection = (approved: boolean): Transaction =>
  transaction({ kind: 'approve-all', token: { address: token }, operator: spender, approved })

export const message = (text: string): Subject => messageBytes(toHex(textToBytes(text)))

export const messageBytes = (bytes: string): Subject => ({
  kind: 'message',
  account: me,
  chainId: '0x1',
  bytes,
})

export const typedData = (
  what: {
    readonly types?: Readonly<Record<string, string>>
    readonly primaryType?: string
    readonly domain?: Readonly<Record<string, unknown>>
    readonly message?: unknown
  },
  actions: readonly Action[] = [],
): Subject => {
  const types = Object.entries(what.types ?? { Mail: 'string text' }).map(
    ([name, members]) =>
      [
        name,
        members.split(', ').map((member) => {
          const [type, field] = member.split(' ')
          return { name: field, type }
        }),
      ] as const,
  )
  const text = JSON.stringify({
    types: Object.fromEntries(types),
    primaryType: what.primaryType ?? 'Mail',
    domain: what.domain ?? { name: 'Shop', chainId: 1 },
    message: what.message ?? { text: 'Hello' },
  })
  return { kind: 'typed-data', account: me, chainId: '0x1', text, actions }
}

export const permitAction = (until?: number): Action => ({
  kind: 'approve',
  via: 'permit2',
  token: { address: token },
  spender,
  allowance: { amount: '5', unlimited: false },
  ...(until !== undefined && { until }),
  canCap: false,
})

/** A sign-in at the shop, with lines of another's. */
export const signIn = (change: (text: string) => string = (text) => text): Subject =>
  message(
    change(
      [
        'shop.example wants you to sign in with your Ethereum account:',
        me,
        '',
        'Let me in.',
        '',
        'URI: https://shop.example/login',
        'Version: 1',
        'Chain ID: 1',
        'Nonce: abcdef123456',
        'Issued At: 2026-11-21T10:00:00Z',
      ].join('\n'),
    ),
  )

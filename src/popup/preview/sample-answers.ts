import type { ControlView, DeviceSession } from '../../messages/popup/account-view.ts'
import type { BatchCall, BatchView } from '../../messages/popup/batch-view.ts'
import type { CallName } from '../../messages/popup/calls.ts'
import { approving, sending } from './sample-approvals.ts'
import { accounts, login, nodeSet, sites } from './sample-view.ts'

const now = Math.floor(Date.now() / 1000)

const control: ControlView = {
  address: accounts[0]!.address,
  ownedBy: 'itself',
  sessionsValidFrom: 0,
  entries: [
    { ...login, scopes: ['anything'], isMine: true, isItself: false },
    {
      authMethodType: '3',
      id: '0x77',
      kind: 'passkey',
      label: 'Passkey ending 8f3a',
      scopes: ['anything'],
      isMine: false,
      isItself: false,
      way: 'passkey',
    },
    {
      authMethodType: '6',
      id: '0x88',
      kind: 'google',
      label: 'Google account ending 91c2',
      scopes: ['messages'],
      isMine: false,
      isItself: false,
    },
    {
      authMethodType: '1',
      id: accounts[0]!.address,
      kind: 'unknown',
      label: accounts[0]!.address,
      scopes: ['anything'],
      isMine: false,
      isItself: true,
    },
  ],
}

const session = (id: string, more: Partial<DeviceSession>): DeviceSession => ({
  id,
  abilities: ['sign'],
  issuedAt: now - 7200,
  expiresAt: now + 79_200,
  signatures: 3,
  ended: false,
  current: false,
  ...more,
})

const sessions: readonly DeviceSession[] = [
  session('0xaa', { current: true, lastUsedAt: now - 90 }),
  session('0xbb', { signatures: 41, lastUsedAt: now - 3600, issuedAt: now - 40_000 }),
  session('0xcc', { abilities: ['sign', 'sign-raw'], signatures: 0 }),
  session('0xdd', { ended: true, signatures: 12 }),
]

/** Three calls, each as far as is said. */
export const batch = (...states: readonly BatchCall['state'][]): BatchView => ({
  origin: sites[0]!.origin,
  account: accounts[0]!.address,
  chainId: '0x1',
  approvedAt: now * 1000 - 21_000,
  calls: [
    approving,
    sending.action,
    { kind: 'deploy', bytes: 24_576, amount: '0' } as const,
  ].flatMap((action, place) => {
    const state = states[place]
    const hash = `0x${`${place + 1}c0ffee4`.repeat(8)}`
    return state === undefined ? [] : [{ action, hash, state }]
  }),
})

/** What the worker would answer. */
export const sampleAnswers: Partial<Record<CallName, unknown>> = {
  'account.balance': { wei: '9874210000000000000' },
  'account.faucet': { wei: '10000000000000000000' },
  'batch.read': batch('confirmed', 'sent', 'waiting'),
  'control.read': control,
  'sessions.list': sessions,
  'device.export': { text: '{"version":1}' },
  'node-set.preview': {
    ...nodeSet,
    id: 'eip155:1:0x9a0f',
    name: 'Assent mainnet',
    threshold: 7,
    nodes: Array.from({ length: 10 }, (_, place) => ({
      party: place + 1,
      url: `https://node-${place + 1}.example`,
      state: 'unknown',
    })),
    networkKey: `0x${'b1946ac92492d234'.repeat(12)}`,
    isDevnet: false,
  },
}

import { actions } from './approvals/actions.ts'
import { asks } from './approvals/asks.ts'
import { fees } from './approvals/fees.ts'
import { nodes } from './approvals/nodes.ts'
import { transactions } from './approvals/transactions.ts'
import { warnings } from './approvals/warnings.ts'
import { listed } from './listed.ts'

/** Words of the approval screens. */
export const approvals = {
  ...asks,
  ...transactions,
  actions,
  fees,
  nodes,
  warnings,
  windowTitle: (host: string) => `${host} asks · Assent`,
  askedBy: 'Asked by',
  more: (count: number) => `${count} more waiting`,
  framed: (host: string) => `It stands in a frame of ${host}, which is another site.`,
  account: 'Account',
  network: 'Network',
  testnet: 'Test network',
  unknownNetwork: (id: string) => `Network ${id}`,
  reject: 'Reject',
  confirm: {
    connect: 'Connect',
    'add-chain': 'Add network',
    'change-chain': 'Change it',
    'switch-chain': 'Switch',
    'watch-asset': 'Add token',
    message: 'Sign',
    siwe: 'Sign in',
    'typed-data': 'Sign',
    permit: 'Allow',
    transaction: 'Confirm',
    calls: 'Confirm',
  },
  again: 'Try again',
  left: {
    title: 'The network has not answered',
    body: 'It was signed and sent, and may have arrived. “Try again” sends the very same once more, so nothing is paid twice. If you stop, the site is told where to look for it.',
    stop: 'Stop',
  },
  titles: {
    connect: 'Connect to your wallet',
    'add-chain': 'Add a network',
    'replace-chain': 'Change a network',
    'switch-chain': 'Use another network',
    'watch-asset': 'Show a token',
    message: 'Sign a message',
    bytes: 'Sign bytes',
    siwe: (domain: string) => `Sign in at ${domain}`,
    'typed-data': (type: string) => `Sign “${type}”`,
    'typed-data-v1': 'Sign these values',
    calls: (count: number) => `${count} transactions, one after the other`,
  },
  longer: (count: number) => `Show all ${count.toLocaleString('en-GB')} characters`,
  warning: {
    unknown: (rule: string) => ({
      title: 'Look at this closely',
      body: `A check of the wallet objects: ${rule}.`,
      accept: 'I have looked at it, and go on',
    }),
    ofCalls: (at: readonly number[], of: number, title: string) =>
      `${at.length === 1 ? 'Call' : 'Calls'} ${listed(at)} of ${of}: ${title}`,
    todo: (count: number) =>
      count === 1 ? 'Confirm the warning first' : `Confirm ${count} warnings first`,
  },
  signIn: {
    welcomeTitle: 'You have no account yet',
    welcomeBody: 'Sign in, and this goes on.',
    lockedTitle: 'The wallet is locked',
    lockedBody: 'Unlock it to answer. What is asked stays as it is.',
    renewTitle: 'Your session is over',
    renewBody: 'Sign in again, and this goes on unchanged.',
    go: (name: string) => `Sign in with ${name}`,
    other: 'Another way',
  },
  answered: {
    title: 'Answered',
    nothing: 'Nothing is asked right now',
    close: 'Close',
    home: 'To the wallet',
  },
} as const

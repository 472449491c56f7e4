import type { ProblemCode } from '../../../messages/popup/problem.ts'

type Words = {
  readonly title: string
  readonly body: string
  readonly todo: readonly string[]
}

/** When the nodes do not do what they should: each state says what to do, and what is not lost. */
const broken: Partial<Record<ProblemCode, Words>> = {
  'no-network': {
    title: 'The nodes cannot be reached',
    body: 'None of them answers. Your accounts are safe with them; until they are back, nothing can be signed.',
    todo: [
      'Check that this computer is online.',
      'If a VPN or firewall is in between, let it pass.',
      'On a devnet: check that it is running, and start it again with ./start.sh.',
    ],
  },
  'below-threshold': {
    title: 'Too few nodes answer',
    body: 'Two thirds of the nodes have to agree before anything is signed, and fewer are there now. No key is lost: it comes back with the nodes.',
    todo: ['Wait a few minutes, then check again.', 'You can still receive and look at balances.'],
  },
  replaced: {
    title: 'Your node set was replaced',
    body: 'Neither its registry nor its nodes are there any more: it was made anew, with another key. The new nodes do not have your accounts, and this wallet does not talk to them in their place.',
    todo: [
      'If you started a new devnet on purpose, switch to it in the settings. Your names and contacts stay.',
      'If not, do not sign in there, and ask whoever runs the nodes.',
    ],
  },
  'untrusted-registry': {
    title: 'The registry is not what it was',
    body: 'The nodes’ key does not confirm what the registry’s chain says: somebody may be in between. Your keys are still with the nodes.',
    todo: [
      'Try another network connection.',
      'If it stays, tell whoever runs the nodes.',
      'Nothing is signed until both agree again.',
    ],
  },
  'registry-restarted': {
    title: 'The registry’s chain was started anew',
    body: 'The nodes are there with your keys, but the chain that says who may use them has lost what it held. Until it is back, the nodes sign for nobody.',
    todo: [
      'Whoever runs the chain has to bring it back from its backup, then check again here.',
      'On a devnet: stop it and start it again with ./start.sh, which brings its chain back.',
      'Do not make a new account in the meantime: this one comes back.',
    ],
  },
  'chain-failed': {
    title: 'The registry’s chain does not answer',
    body: 'The nodes are there, but the chain that says who may use your keys cannot be read. Your keys are not lost.',
    todo: ['Check again in a minute.', 'On a devnet: check that it is running.'],
  },
  'wrong-clock': {
    title: 'This computer’s clock is wrong',
    body: 'The nodes accept requests only within a minute of their own time, so that nobody can replay old ones.',
    todo: ['Set date and time to automatic in your system settings.', 'Then check again.'],
  },
  'not-configured': {
    title: 'This node set is not ready',
    body: 'Its deployment has no network key yet, so there is nothing to trust.',
    todo: ['Ask whoever runs it for the finished deployment file.', 'Or choose another node set.'],
  },
}

export const nodeSet = {
  broken,
  title: 'Node set',
  lead: 'The nodes that hold your keys. An account belongs to one node set for ever.',
  state: {
    unknown: 'Not asked yet',
    connecting: 'Connecting',
    fine: 'Works',
    broken: 'Does not work',
  },
  nodeState: {
    unknown: 'not asked yet',
    fine: 'answers',
    silent: 'does not answer',
    lied: 'gave a wrong answer',
  },
  registry: 'Registry',
  chain: 'On chain',
  networkKey: 'Network key',
  fingerprint: 'Fingerprint',
  fingerprintNote: 'Compare it with what the operators of the nodes publish.',
  threshold: 'Needed to sign',
  ofNodes: (threshold: number, nodes: number) => `${threshold} of ${nodes} nodes`,
  nodes: 'Nodes',
  node: (party: number) => `Node ${party}`,
  switch: 'Switch node set',
  switchLead:
    'Give the deployment file, or an address that has one. You compare its key before anything changes.',
  url: 'Address of a deployment',
  urlHint: 'For a devnet, the address of its devnet.json.',
  file: 'Or choose a file',
  look: 'Look at it',
  unread: {
    title: 'There is no deployment to read',
    body: 'Check the address or the file: it has to be what `assent deploy` or a devnet wrote. Nothing was changed.',
  },
  compareTitle: 'Is this the right key?',
  compare:
    'Compare this fingerprint with what the operators of the nodes publish. Whoever has another key has other nodes.',
  compareCheck: 'I compared the fingerprint, and it is the same',
  use: 'Use this node set',
  sameAsNow: 'This is the node set you use now.',
  keeps:
    'Accounts of the present node set stay on this device, and come back when you switch back.',
  switched: 'Node set switched',
  problemHeading: 'What to do',
  safe: 'Nothing is lost.',
} as const

import { actions } from './approvals/actions.ts'
import { fees } from './approvals/fees.ts'
import { warnings } from './approvals/warnings.ts'

const list = (nodes: readonly number[]): string =>
  nodes.length < 2 ? nodes.join('') : `${nodes.slice(0, -1).join(', ')} and ${String(nodes.at(-1))}`

const nodesNamed = (nodes: readonly number[]): string =>
  `${nodes.length === 1 ? 'node' : 'nodes'} ${list(nodes)}`

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const time = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`

/** Words of the approval screens. */
export const approvals = {
  actions,
  fees,
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
    calls: (count: number) => `${count} transactions, one after the other`,
  },
  connect: {
    lead: 'It will see the addresses you choose, and what is on them. It can ask for signatures; each one needs your answer.',
    choose: 'Which accounts may it see?',
    none: 'Choose at least one account.',
    unusable: 'Your login may not sign with it',
    shared: 'Shared with somebody',
  },
  chain: {
    addLead:
      'The wallet will ask these servers about your balances and send your transactions through them. They see your addresses.',
    replaceLead: 'You know this network already. What the site wants to be different is marked.',
    notChecked: 'Nobody vouches for what a site says about a network.',
    id: 'Network number',
    currency: 'Coin',
    decimals: (count: number) => `${count} decimal places`,
    rpc: 'Servers',
    explorer: 'Explorer',
    name: 'Name',
    before: 'until now',
    none: 'none',
    switchLead: 'Only for this site. Other sites keep theirs.',
    from: 'From',
    to: 'To',
  },
  asset: {
    lead: 'It will be shown among your tokens. Anybody can make a token of any name: the contract tells which one it is.',
    symbol: 'Symbol',
    decimals: 'Decimal places',
    standard: 'Kind',
    standards: {
      ERC20: 'Token (ERC-20)',
      ERC721: 'Single piece (ERC-721)',
      ERC1155: 'Collection (ERC-1155)',
    },
  },
  message: {
    label: 'The message',
    bytesLabel: 'The bytes, in hex',
    showRest: (count: number) => `Show ${count.toLocaleString('en-GB')} more characters`,
    spaces: (count: number) => `${count} spaces`,
    lines: (count: number) => `${count} empty lines`,
    hidden: (code: string) => `invisible character ${code}`,
    size: (characters: number) => `${characters.toLocaleString('en-GB')} characters`,
    empty: 'The message is empty.',
    free: 'Signing costs nothing and sends nothing by itself.',
  },
  siwe: {
    statement: 'What you agree to',
    domain: 'Sign-in at',
    uri: 'For',
    chain: 'Network',
    nonce: 'Once only',
    issued: 'Written',
    expires: 'Until',
    resources: 'Also for',
    matches: 'This is the site that asks',
    differs: 'This is not the site that asks',
    text: 'The text that is signed',
  },
  typed: {
    domain: 'For whom',
    message: 'What is signed',
    permits: 'What it allows',
    showAll: (count: number) => `Show all ${count} fields`,
    list: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
    emptyList: 'empty',
    fields: {
      name: 'Application',
      version: 'Version',
      chainId: 'Network',
      verifyingContract: 'Contract',
      salt: 'Salt',
    } as Readonly<Record<string, string>>,
  },
  outcome: {
    title: 'What changes for you',
    nothing: 'None of your coins and tokens would move.',
    running: 'Trying it out…',
    unknown: 'What would change is not known',
    unknownWhy: 'The network’s server cannot try it out. Judge by what is asked.',
    detail: 'What the server said',
    fails: 'Nothing: it would fail',
    viaEach: 'Each as tried on the network just now; it may come differently.',
    via: {
      eth_simulateV1: 'As tried on the network just now; it may come differently.',
      debug_traceCall: 'As traced on the network just now; it may come differently.',
    },
    coins: 'coins',
    piece: (symbol: string, id: string) => `${symbol} #${id}`,
  },
  calls: {
    lead: 'They are separate: if one fails, those before it stay done.',
    one: (at: number, of: number) => `${at} of ${of}`,
  },
  raw: {
    title: 'Everything, for experts',
    to: 'To',
    newContract: 'a new contract',
    value: 'Value (wei)',
    data: 'Data',
    type: 'Type',
    gas: 'Gas limit',
    maxFee: 'Highest price for gas (wei)',
    gasPrice: 'Price for gas (wei)',
    tip: 'Tip (wei)',
    nonce: 'Nonce',
    chainId: 'Chain id',
    hex: 'Bytes',
    json: 'Data as it was sent',
    types: { legacy: 'legacy', eip2930: 'EIP-2930', eip1559: 'EIP-1559' },
    none: '0x (none)',
  },
  longer: (count: number) => `Show all ${count.toLocaleString('en-GB')} characters`,
  warning: {
    heading: 'Before you go on',
    unknown: (rule: string) => ({
      title: 'Look at this closely',
      body: `A check of the wallet objects: ${rule}.`,
      accept: 'I have looked at it, and go on',
    }),
    todo: (count: number) =>
      count === 1 ? 'Confirm the warning first' : `Confirm ${count} warnings first`,
  },
  nodes: {
    asked: 'Waking the nodes…',
    ready: (lit: number, threshold: number) =>
      lit >= threshold
        ? `${lit} nodes are ready, ${threshold} sign`
        : `${lit} of ${threshold} nodes needed are ready`,
    idle: (threshold: number, all: number) => `${threshold} of ${all} nodes sign together`,
    signing: (lit: number, threshold: number) =>
      lit === 0 ? 'Asking the nodes to sign' : `${lit} of ${threshold} shares are here`,
    signed: (ms: number, nodes: readonly number[]) =>
      nodes.length === 0
        ? `Signed in ${time(ms)}`
        : `Signed in ${time(ms)} by ${nodesNamed(nodes)}`,
    sending: 'Sending it to the network',
    slow: (nodes: readonly number[]) =>
      sentence(`${nodesNamed(nodes)} ${nodes.length === 1 ? 'is' : 'are'} slow.`),
    failed: (nodes: readonly number[]) =>
      sentence(`${nodesNamed(nodes)} ${nodes.length === 1 ? 'does' : 'do'} not answer.`),
    others: 'Others step in.',
    lied: (nodes: readonly number[]) =>
      sentence(`${nodesNamed(nodes)} gave a wrong answer. It was noticed and is not used.`),
    one: (node: number) => `Node ${node}`,
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

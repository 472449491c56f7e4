import type { ApprovalView, Ask } from '../../messages/popup/approval-view.ts'
import type { View } from '../../messages/popup/view.ts'
import {
  apes,
  approvalOf,
  approving,
  deepTree,
  domain,
  lamps,
  me,
  most,
  myOwn,
  orderTree,
  router,
  sending,
  siwe,
  siweText,
  stranger,
  transactionOf,
  usdc,
  warning,
} from './sample-approvals.ts'
import { accounts, locked, manyAccounts, open, signIn, welcome } from './sample-view.ts'
import type { Scene } from './scene.ts'

type More = Partial<ApprovalView> & {
  readonly waiting?: number
  readonly base?: View
  readonly press?: readonly string[]
}

const scene = (ask: Ask, { waiting = 1, base = open, press, ...more }: More = {}): Scene => ({
  path: '/approval',
  view: { ...base, approval: approvalOf(ask, more), waiting },
  ...(press !== undefined && { press }),
})

const connect: Ask = { kind: 'connect', chainId: '0x1', accounts: [me] }
const hello: Ask = {
  kind: 'message',
  account: me,
  text: 'Welcome!\n\nSign to prove that this account is yours.',
  hex: '0x57656c636f6d6521',
}
const send: Ask = { kind: 'transaction', transaction: sending }
const unlimited = { ...approving, allowance: { amount: most, unlimited: true } }
const noLimit = warning('unlimited-approval', 'danger', {
  spender: router,
  token: usdc.address,
  symbol: 'USDC',
})

const tenLamps = lamps(
  'ready',
  'ready',
  'slow',
  'ready',
  'ready',
  'failed',
  'ready',
  'ready',
  'lied',
  'asked',
)
const tenNodes = {
  ...open.nodeSet,
  threshold: 7,
  nodes: tenLamps.map(({ node }) => ({ party: node, url: '', state: 'fine' as const })),
}

/** What sites ask, and the nasty ones. */
export const approvalScenes: Readonly<Record<string, Scene>> = {
  'ask-connect': scene(connect, { waiting: 3 }),
  'ask-connect-phishing': scene(connect, {
    origin: 'https://app.unıswap-airdrop.org',
    warnings: [
      warning('phishing-host', 'danger', { host: 'app.unıswap-airdrop.org', by: 'wallet' }),
      warning('look-alike-host', 'danger', {
        host: 'app.unıswap-airdrop.org',
        like: 'app.uniswap.org',
      }),
    ],
  }),
  'ask-connect-long': scene(connect, {
    origin: `https://${'a-very-long-name-of-a-site.'.repeat(7)}example.co.uk:8443`,
    topOrigin: 'https://news.example',
  }),
  'ask-connect-many': scene(connect, { base: { ...open, accounts: manyAccounts } }),
  'ask-connect-block': scene(connect, { press: ['block-site'] }),
  'ask-connect-welcome': scene({ ...connect, accounts: [] }, { base: welcome }),
  'ask-connect-locked': scene({ ...connect, accounts: [] }, { base: locked }),
  'ask-add-chain': scene({
    kind: 'add-chain',
    replaces: false,
    chain: { ...myOwn, chainId: '0x2a30', name: 'Berachain', testnet: false },
  }),
  'ask-change-chain': scene({
    kind: 'add-chain',
    replaces: true,
    chain: {
      ...myOwn,
      rpcUrls: ['https://rpc.somewhere-else.example/v1/key', 'https://second.example'],
      currency: { name: 'Ether', symbol: 'ETH', decimals: 6 },
    },
  }),
  'ask-switch-chain': scene({ kind: 'switch-chain', from: '0x1', to: '0xaa36a7' }),
  'ask-watch-asset': scene({
    kind: 'watch-asset',
    chainId: '0x1',
    standard: 'ERC20',
    address: usdc.address,
    symbol: 'US\u202EDC',
    decimals: 6,
  }),
  'ask-watch-nft': scene({
    kind: 'watch-asset',
    chainId: '0x1',
    standard: 'ERC721',
    address: apes.address,
    symbol: 'BAYC',
    decimals: 0,
    tokenId: '8817',
  }),
  'ask-message': scene(hello),
  'ask-message-frame': scene(hello, {
    origin: 'http://widget.example',
    topOrigin: 'https://news.example',
    lamps: lamps('ready', 'asked', 'slow'),
  }),
  'ask-message-nasty': scene({
    ...hello,
    text: `Log in to \u202Emoc.elgoog\u202C\u200B now.${' '.repeat(60)}hidden far right${'\n'.repeat(40)}And I give away everything.\n\u{1F469}\u200D\u{1F4BB} fine`,
    hex: `0x${'4c6f67'.repeat(200)}`,
  }),
  'ask-bytes': scene(
    {
      kind: 'message',
      account: me,
      hex: '0x8d4b1b2c9a7f3e5d6c8b0a1f2e3d4c5b6a798877665544332211ffeeddccbbaa',
    },
    {
      warnings: [
        warning('bare-hash', 'danger', {
          hash: '0x8d4b1b2c9a7f3e5d6c8b0a1f2e3d4c5b6a798877665544332211ffeeddccbbaa',
        }),
      ],
    },
  ),
  'ask-siwe': scene({ ...hello, text: siweText, siwe }),
  'ask-siwe-mismatch': scene(
    { ...hello, text: siweText, siwe },
    {
      origin: 'https://claim-uni.example',
      warnings: [
        warning('siwe-domain', 'danger', { domain: 'app.uniswap.org', host: 'claim-uni.example' }),
        warning('siwe-time', 'caution', { why: 'expired', time: '2026-11-20T16:20:00Z' }),
      ],
    },
  ),
  'ask-typed': scene({
    kind: 'typed-data',
    account: me,
    domain,
    primaryType: 'Mail',
    tree: orderTree,
    actions: [],
    raw: '{"types":{"Mail":[]},"primaryType":"Mail","message":{"contents":"Hello, Bob!","more":"and more"}}',
  }),
  'ask-typed-first': scene(
    {
      kind: 'typed-data-v1',
      account: me,
      tree: [
        { name: 'Message', type: 'string', value: 'Hi, Alice!' },
        { name: 'A number', type: 'uint32', value: '1337' },
      ],
      raw: '[{"type":"string","name":"Message","value":"Hi, Alice!"},{"type":"uint32","name":"A number","value":"1337"}]',
    },
    { warnings: [warning('names-no-site', 'caution', {})] },
  ),
  'ask-typed-huge': scene({
    kind: 'typed-data',
    account: me,
    domain,
    primaryType: 'Everything',
    tree: deepTree,
    actions: [],
    raw: '{}',
  }),
  'ask-permit': scene(
    {
      kind: 'typed-data',
      account: me,
      domain,
      primaryType: 'PermitSingle',
      tree: orderTree.slice(3),
      actions: [{ ...unlimited, via: 'permit2', until: 1_890_000_000, canCap: false }],
      raw: '{}',
    },
    {
      warnings: [
        { ...noLimit, level: 'caution' },
        warning('long-permit', 'caution', { until: '1890000000', days: '1186' }),
      ],
    },
  ),
  'ask-send': scene(send, {
    warnings: [warning('new-recipient', 'note', { address: stranger })],
  }),
  'ask-preparing': scene(
    {
      kind: 'transaction',
      transaction: { ...sending, ready: false, simulation: { state: 'running' } },
    },
    { lamps: lamps('asked', 'asked', 'idle') },
  ),
  'ask-signing': scene(send, { state: 'signing', lamps: lamps('signed', 'asked', 'slow') }),
  'ask-sending': scene(send, {
    state: 'sending',
    lamps: lamps('signed', 'lied', 'signed'),
    signedInMs: 41,
  }),
  'ask-ten': scene(send, {
    lamps: tenLamps,
    base: { ...open, nodeSet: tenNodes },
  }),
  'ask-ten-signing': scene(send, {
    state: 'signing',
    lamps: tenLamps.map((lamp) => (lamp.state === 'ready' ? { ...lamp, state: 'signed' } : lamp)),
    base: { ...open, nodeSet: tenNodes },
  }),
  'ask-failed': scene(send, {
    state: 'failed',
    lamps: lamps('signed', 'failed', 'failed'),
    problem: { code: 'below-threshold', detail: 'nodes 2 and 3: fetch failed' },
  }),
  'ask-left': scene(send, {
    state: 'failed',
    left: true,
    lamps: lamps('signed', 'signed', 'idle'),
    problem: { code: 'chain-failed', detail: 'nobody knows whether the chain has it' },
  }),
  'ask-signed-out': scene(send, { needsSignIn: true, lamps: [] }),
  'ask-signing-in': scene(send, {
    needsSignIn: true,
    lamps: [],
    base: { ...open, signIn: { ...signIn, purpose: 'renew' } },
  }),
  'ask-fee': scene(send, { press: ['fee-edit'] }),
  'ask-approve': scene({
    kind: 'transaction',
    transaction: transactionOf(approving, {
      to: usdc.address,
      data: `0x095ea7b3${'0'.repeat(128)}`,
    }),
  }),
  'ask-approve-all-mine': scene(
    {
      kind: 'transaction',
      transaction: transactionOf(unlimited, { to: usdc.address }),
    },
    { warnings: [noLimit] },
  ),
  'ask-limit': scene(
    {
      kind: 'transaction',
      transaction: transactionOf(unlimited, { to: usdc.address }),
    },
    { warnings: [noLimit], press: ['limit'] },
  ),
  'ask-swap': scene({
    kind: 'transaction',
    transaction: transactionOf(
      {
        kind: 'call',
        contract: router,
        selector: '0x3593564c',
        signature: 'execute(bytes,bytes[],uint256)',
        arguments: [
          { name: 'commands', type: 'bytes', value: '0x0b00' },
          { name: 'inputs', type: 'bytes[]', value: `[0x${'00'.repeat(180)}]` },
          { name: 'deadline', type: 'uint256', value: '1763741999' },
        ],
        amount: '250000000000000000',
      },
      {
        value: '250000000000000000',
        data: `0x3593564c${'00'.repeat(600)}`,
        simulation: {
          state: 'known',
          via: 'debug_traceCall',
          gasUsed: '140000',
          changes: [
            { asset: { kind: 'coin' }, delta: '-250000000000000000' },
            { asset: { kind: 'ERC20', token: usdc }, delta: '912430022' },
            { asset: { kind: 'ERC721', token: apes, tokenId: '8817' }, delta: '1' },
            {
              asset: { kind: 'ERC20', token: { address: stranger } },
              delta: '1000000000000000000000000000000000000000',
            },
          ],
        },
      },
    ),
  }),
  'ask-blind': scene(
    {
      kind: 'transaction',
      transaction: transactionOf(
        { kind: 'call', contract: stranger, selector: '0x4e71d92d', amount: '0' },
        { simulation: { state: 'unknown', why: 'method eth_simulateV1 not supported' } },
      ),
    },
    {
      warnings: [
        warning('blind-data', 'caution', {
          why: 'unknown-function',
          selector: '0x4e71d92d',
          contract: stranger,
        }),
      ],
    },
  ),
  'ask-would-fail': scene(
    {
      kind: 'transaction',
      transaction: transactionOf(
        {
          kind: 'send-token',
          standard: 'ERC20',
          token: usdc,
          from: accounts[1]!.address,
          to: stranger,
          amount: '99000000000000000000000000000001',
        },
        {
          simulation: {
            state: 'known',
            via: 'eth_simulateV1',
            gasUsed: '0',
            changes: [],
            reverts: 'transfer amount exceeds balance',
          },
        },
      ),
    },
    {
      warnings: [
        warning('would-fail', 'danger', { reason: 'transfer amount exceeds balance' }),
        warning('look-alike-recipient', 'danger', {
          address: stranger,
          like: '0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc',
          name: 'Bob',
        }),
        warning('high-fee', 'caution', {
          price: '900000000000',
          usual: '30000000000',
          times: '30',
        }),
      ],
    },
  ),
  'ask-nft-all': scene(
    {
      kind: 'transaction',
      transaction: transactionOf({
        kind: 'approve-all',
        token: apes,
        operator: stranger,
        approved: true,
      }),
    },
    {
      warnings: [
        warning('approve-all', 'danger', {
          operator: stranger,
          token: apes.address,
          symbol: 'BAYC',
        }),
        warning('approval-to-account', 'danger', { spender: stranger }),
      ],
    },
  ),
  'ask-unknown-token': scene({
    kind: 'transaction',
    transaction: transactionOf({
      kind: 'send-token',
      standard: 'ERC20',
      token: { address: stranger },
      from: me,
      to: router,
      amount: most,
    }),
  }),
  'ask-batch': scene({
    kind: 'transaction',
    transaction: transactionOf({
      kind: 'batch',
      contract: router,
      actions: [
        approving,
        { kind: 'send-coins', to: stranger, amount: '1' },
        { kind: 'approve-nft', token: apes, spender: stranger, tokenId: '12' },
      ],
    }),
  }),
  'ask-calls': scene(
    {
      kind: 'calls',
      chainId: '0x1',
      account: me,
      calls: [
        transactionOf(approving, { to: usdc.address }),
        { ...sending, nonce: 43 },
        transactionOf({ kind: 'deploy', bytes: 24_576, amount: '0' }, { nonce: 44 }),
      ],
    },
    {
      warnings: [
        { ...noLimit, calls: { at: [1], of: 3 } },
        {
          ...warning('deploys-contract', 'caution', { bytes: '24576' }),
          calls: { at: [3], of: 3 },
        },
      ],
    },
  ),
  'ask-nothing': { path: '/approval', view: { ...open, waiting: 0 } },
}

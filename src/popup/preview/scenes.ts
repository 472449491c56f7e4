import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { ProblemCode } from '../../messages/popup/problem.ts'
import type { SignInView } from '../../messages/popup/sign-in-view.ts'
import { approvalScenes } from './approval-scenes.ts'
import { batch } from './sample-answers.ts'
import { approvalOf } from './sample-approvals.ts'
import {
  accounts,
  blocked,
  locked,
  manyAccounts,
  nodeSet,
  open,
  signIn,
  welcome,
} from './sample-view.ts'
import type { Scene } from './scene.ts'

const ten: readonly Lamp[] = Array.from({ length: 10 }, (_, place) => ({
  node: place + 1,
  state: (
    [
      'signed',
      'ready',
      'asked',
      'signed',
      'slow',
      'failed',
      'lied',
      'ready',
      'idle',
      'asked',
    ] as const
  )[place]!,
  ms: place * 80,
}))

const tenNodes = {
  ...nodeSet,
  threshold: 7,
  nodes: ten.map(({ node }) => ({ party: node, url: '', state: 'fine' as const })),
}

const done: SignInView = {
  ...signIn,
  step: 'done',
  isNew: true,
  address: accounts[0]!.address,
  endedAt: signIn.startedAt + 4210,
  lamps: [1, 2, 3].map((node) => ({ node, state: 'signed', ms: 300 })),
}

const broken = (code: ProblemCode, down: number): Scene => ({
  path: '/',
  view: {
    ...open,
    nodeSet: {
      ...nodeSet,
      state: 'broken',
      problem: { code, detail: 'node 2: fetch failed; node 3: fetch failed' },
      nodes: nodeSet.nodes.map((node, place) => ({
        ...node,
        state: place < down ? 'silent' : 'fine',
      })),
    },
  },
})

/** Every screen, and what it looks like when things go wrong. */
export const scenes: Readonly<Record<string, Scene>> = {
  welcome: { view: welcome, path: '/welcome' },
  'welcome-broken': {
    view: { ...welcome, nodeSet: broken('no-network', 3).view.nodeSet },
    path: '/welcome',
  },
  'welcome-proving': {
    view: {
      ...welcome,
      signIn: {
        ...signIn,
        step: 'proving',
        lamps: [],
        shortCode: 'K7QF-2M',
        way: welcome.ways[3]!,
      },
    },
    path: '/welcome',
  },
  'welcome-certifying': { view: { ...welcome, signIn }, path: '/welcome' },
  'welcome-ten': {
    view: { ...welcome, nodeSet: tenNodes, signIn: { ...signIn, step: 'making', lamps: ten } },
    path: '/welcome',
  },
  'welcome-failed': {
    view: {
      ...welcome,
      signIn: {
        ...signIn,
        step: 'failed',
        problem: { code: 'below-threshold', detail: 'nodes 2 and 3 do not answer' },
      },
    },
    path: '/welcome',
  },
  'welcome-done': { view: { ...open, backupDone: false, signIn: done }, path: '/welcome' },
  'welcome-backup': { view: { ...open, backupDone: false }, path: '/welcome' },
  locked: { view: locked, path: '/' },
  'locked-unlocking': { view: { ...locked, signIn: { ...signIn, purpose: 'unlock' } }, path: '/' },
  home: { view: open, path: '/' },
  'home-empty': {
    view: { ...open, backupDone: false },
    path: '/',
    answers: { 'account.balance': { wei: '0' } },
  },
  'home-receive': { view: open, path: '/', press: ['receive'] },
  'home-networks': { view: open, path: '/', press: ['choose-network'] },
  'home-accounts': { view: open, path: '/', press: ['choose-account'] },
  'home-many-accounts': {
    view: { ...open, accounts: manyAccounts },
    path: '/',
    press: ['choose-account'],
  },
  'home-shared': {
    view: { ...open, selected: accounts[2]!.address, chainId: '0xaa36a7' },
    path: '/',
  },
  'home-another': {
    view: { ...open, signIn: { ...signIn, purpose: 'another', step: 'making' } },
    path: '/',
  },
  unreachable: broken('no-network', 3),
  'below-threshold': broken('below-threshold', 2),
  replaced: broken('replaced', 0),
  'untrusted-registry': broken('untrusted-registry', 0),
  'registry-restarted': broken('registry-restarted', 0),
  'chain-failed': broken('chain-failed', 0),
  'wrong-clock': broken('wrong-clock', 0),
  accounts: { view: open, path: '/accounts' },
  account: { view: open, path: `/accounts/${accounts[0]!.address}` },
  sites: { view: open, path: '/sites' },
  'sites-empty': { view: { ...open, sites: [] }, path: '/sites' },
  waiting: {
    view: {
      ...open,
      approval: approvalOf({
        kind: 'connect',
        chainId: '0x1',
        accounts: [accounts[0]!.address],
      }),
      waiting: 2,
    },
    path: '/settings',
  },
  site: { view: open, path: `/sites/${encodeURIComponent('https://app.uniswap.org')}` },
  'site-block': {
    view: open,
    path: `/sites/${encodeURIComponent('https://app.uniswap.org')}`,
    press: ['block-site'],
  },
  blocked: { view: open, path: '/blocked' },
  'blocked-many': {
    view: {
      ...open,
      blocked: { hosts: Array.from({ length: 9 }, (_, place) => `site-${place}.example`) },
    },
    path: '/blocked',
  },
  'blocked-none': { view: { ...open, blocked: { hosts: [] } }, path: '/blocked' },
  'blocked-lost': {
    view: { ...open, blocked: { hosts: [], list: { ...blocked.list!, lost: true } } },
    path: '/blocked',
  },
  'blocked-add': { view: open, path: '/blocked', press: ['block-a-site'] },
  batch: { view: open, path: '/batch/a' },
  'batch-done': {
    view: open,
    path: '/batch/a',
    answers: { 'batch.read': batch('confirmed', 'confirmed', 'confirmed') },
  },
  'batch-failed': {
    view: open,
    path: '/batch/a',
    answers: { 'batch.read': batch('confirmed', 'failed', 'replaced') },
  },
  'batch-unknown': { view: open, path: '/batch/a', answers: { 'batch.read': 'problem' } },
  networks: { view: open, path: '/networks' },
  'network-add': { view: open, path: '/networks/add' },
  network: { view: open, path: '/networks/0x1e240' },
  contacts: { view: open, path: '/contacts' },
  'contacts-empty': { view: { ...open, contacts: [] }, path: '/contacts' },
  'contact-add': { view: open, path: '/contacts', press: ['add-contact'] },
  sessions: { view: open, path: '/sessions' },
  'sessions-end': { view: open, path: '/sessions', press: ['end-all-sessions'] },
  'sessions-unread': {
    view: open,
    path: '/sessions',
    answers: { 'sessions.list': 'problem' },
  },
  settings: { view: open, path: '/settings' },
  'node-set': { view: open, path: '/node-set' },
  'node-set-ten': { view: { ...open, nodeSet: tenNodes }, path: '/node-set' },
  broken: {
    view: {
      ...open,
      stage: 'broken',
      broken: {
        code: 'storage-broken',
        part: 'contacts',
        detail: 'what was stored of contacts cannot be read: it has another shape',
      },
    },
    path: '/',
  },
  ...approvalScenes,
}

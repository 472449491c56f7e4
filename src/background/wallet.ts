import type { ChainView } from '../messages/popup/chain-view.ts'
import type { Deployment } from '../protocol/deployment.ts'
import { sleep } from '../quorum/parts.ts'
import { Accounts } from './accounts/accounts.ts'
import { ApprovalWindow } from './approvals/approval-window.ts'
import { Approvals } from './approvals/approvals.ts'
import { rejectClosed } from './approvals/reject-closed.ts'
import { BlockedSites } from './blocking/blocked-sites.ts'
import { dropBlocked } from './blocking/drop-blocked.ts'
import { HostList } from './blocking/host-list.ts'
import { Chains } from './chains/chains.ts'
import { Contacts } from './contacts/contacts.ts'
import { Controls } from './control/controls.ts'
import { DeviceFile } from './device/device-file.ts'
import { anyKinds, createKinds } from './kinds.ts'
import type { Kinds } from './methods/method.ts'
import { SeenBlocks } from './methods/subscriptions/seen-blocks.ts'
import { NodeSets } from './node-set/node-sets.ts'
import type { Parts } from './parts.ts'
import { createReview } from './review/create-review.ts'
import { KnownHosts, knownHostsFile } from './review/hosts/known-hosts.ts'
import { recipientsOfRaw } from './review/recipients-of-raw.ts'
import type { Services } from './services.ts'
import { Sessions } from './sessions/sessions.ts'
import { Settings } from './settings/settings.ts'
import { SignIns } from './sign-in/sign-ins.ts'
import { Signing } from './signing/signing.ts'
import { Sites } from './sites/sites.ts'
import type { Area } from './state/area.ts'
import { Tokens } from './tokens/tokens.ts'
import { hasLeft } from './transactions/sent.ts'
import { Transactions } from './transactions/transactions.ts'

export type Wallet = Services & { readonly kinds: Kinds; readonly seenBlocks: SeenBlocks }

export type WalletOptions = {
  readonly deployment: Deployment
  readonly development: boolean
  readonly sessionStore: Area
  /** For lists of hosts, which are long. */
  readonly listStore: Area
}

/** Everything, put together; it listens to nothing of the browser's by itself. */
export const openWallet = async (parts: Parts, options: WalletOptions): Promise<Wallet> => {
  const { deployment, development, sessionStore, listStore } = options
  const nodeSets = await NodeSets.open(parts, deployment)
  const sessions = await Sessions.open(parts, nodeSets, sessionStore)
  // Woken by a page that waits: what does not need each other is read at the same time.
  const [accounts, settings, contacts, chains, tokens, blockedSites, hostList, seenBlocks, queue] =
    await Promise.all([
      Accounts.open(parts, nodeSets),
      Settings.open(parts),
      Contacts.open(parts),
      Chains.open(parts, development ? { devnet: devnetChain(deployment) } : {}),
      Tokens.open(parts),
      BlockedSites.open(parts),
      HostList.open(parts, listStore),
      SeenBlocks.open(parts.session),
      Approvals.openQueue(parts.session),
    ])
  const [sites, transactions] = await Promise.all([
    Sites.open(parts, () => chains.selected),
    Transactions.open(parts, (chainId) => chains.rpc(chainId)),
  ])
  // The browser was closed, or the worker stopped, before what had ended was cleared away.
  const waiting = new Set(queue.value.open.map(({ id }) => id))
  await transactions.dropUnsent((approval) => !waiting.has(approval))
  const knownHosts = new KnownHosts(async () =>
    (await parts.fetch(`${parts.ownOrigin}/${knownHostsFile}`)).json(),
  )
  const review = createReview({
    rpcOf: (chainId) => chains.rpc(chainId),
    tokens: () => tokens.all(),
    contacts: () => contacts.all(),
    accounts: () => accounts.all(),
    history: () => transactions.all.filter(hasLeft).flatMap(({ raw }) => recipientsOfRaw(raw)),
    siteChain: (origin) => sites.chainOf(origin),
    listedBy: async (host) => {
      if (await knownHosts.has(host)) return 'wallet'
      return (await hostList.has(host)) ? 'person' : undefined
    },
    now: parts.now,
  })
  const signing = new Signing({
    sessions,
    accounts,
    report: async (error) => nodeSets.report(error),
  })
  const kinds = createKinds({ accounts, chains, review, signing, sites, tokens, transactions })
  const approvals = new Approvals(parts, queue, anyKinds(kinds))
  const approvalWindow = await ApprovalWindow.open({ ...parts, sleep }, async () =>
    rejectClosed(approvals),
  )
  const signIns = await SignIns.open(parts, {
    nodeSets,
    sessions,
    accounts,
    settings,
    sessionStore,
  })
  const controls = new Controls(parts, { nodeSets, sessions, accounts, settings, signIns })
  const deviceFile = new DeviceFile({ accounts, contacts, chains, blockedSites })

  sessions.onLock(() => void approvals.rejectAll())
  sessions.onOpen(() => approvals.resume())
  blockedSites.onChange(() => void dropBlocked({ blockedSites, sites, approvals }))
  return {
    parts,
    nodeSets,
    sessions,
    accounts,
    settings,
    contacts,
    chains,
    sites,
    blockedSites,
    hostList,
    tokens,
    transactions,
    review,
    kinds,
    seenBlocks,
    approvals,
    approvalWindow,
    signIns,
    controls,
    deviceFile,
  }
}

/** The chain of a devnet is its registry's. */
const devnetChain = ({ chain, relay }: Deployment): ChainView => ({
  chainId: `0x${chain.chainId.toString(16)}`,
  name: 'Devnet',
  currency: { name: 'Test coin', symbol: 'TEST', decimals: 18 },
  rpcUrls: chain.rpcUrls,
  testnet: true,
  custom: false,
  devnet: relay !== undefined,
})

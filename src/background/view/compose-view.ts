import type { BlockedView, HostListView } from '../../messages/popup/blocked-view.ts'
import type { View } from '../../messages/popup/view.ts'
import type { Services } from '../services.ts'

/** All that pages of the extension show, as it is now. */
export const composeView = (services: Services): View => {
  const { nodeSets, sessions, signIns, accounts, chains, sites, contacts, tokens } = services
  const { blockedSites, hostList } = services
  const signIn = signIns.view()
  const approval = services.approvals.view()
  const { login } = sessions
  const { selected } = accounts
  const isOpen = sessions.state === 'open'
  return {
    stage: sessions.state === 'none' ? 'welcome' : isOpen ? 'open' : 'locked',
    nodeSet: nodeSets.view(),
    ways: nodeSets.ways(),
    ...(signIn !== undefined && { signIn }),
    ...(login !== undefined && { login }),
    backupDone: services.settings.backupDone,
    // Whoever finds a locked wallet sees no addresses.
    accounts: isOpen ? accounts.all() : [],
    ...(isOpen && selected !== undefined && { selected }),
    chains: chains.all(),
    chainId: chains.selected,
    sites: isOpen ? sites.all() : [],
    blocked: isOpen ? blockedView(blockedSites.all(), hostList.view) : nothingBlocked,
    contacts: isOpen ? contacts.all() : [],
    tokens: isOpen ? tokens.all() : [],
    settings: services.settings.value,
    ...(approval !== undefined && { approval }),
    waiting: services.approvals.waiting,
  }
}

const nothingBlocked: BlockedView = { hosts: [] }

const blockedView = (hosts: readonly string[], list: HostListView | undefined): BlockedView => ({
  hosts,
  ...(list !== undefined && { list }),
})

/** Before there is anything else to show: what was stored cannot be read. */
export const brokenView = (part: string, detail: string): View => ({
  stage: 'broken',
  broken: { code: 'storage-broken', detail, part },
  nodeSet: {
    id: '',
    name: '',
    registry: '',
    registryChainId: 0,
    networkKey: '',
    threshold: 0,
    nodes: [],
    state: 'unknown',
    isDevnet: false,
    hasRelay: false,
  },
  ways: [],
  backupDone: true,
  accounts: [],
  chains: [],
  chainId: '0x1',
  sites: [],
  blocked: nothingBlocked,
  contacts: [],
  tokens: [],
  settings: { autoLockMinutes: 15, theme: 'system', surface: 'popup' },
  waiting: 0,
})

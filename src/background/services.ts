import type { Accounts } from './accounts/accounts.ts'
import type { ApprovalWindow } from './approvals/approval-window.ts'
import type { Approvals } from './approvals/approvals.ts'
import type { Review } from './approvals/kinds/review.ts'
import type { BlockedSites } from './blocking/blocked-sites.ts'
import type { HostList } from './blocking/host-list.ts'
import type { Chains } from './chains/chains.ts'
import type { Contacts } from './contacts/contacts.ts'
import type { Controls } from './control/controls.ts'
import type { DeviceFile } from './device/device-file.ts'
import type { NodeSets } from './node-set/node-sets.ts'
import type { Parts } from './parts.ts'
import type { Sessions } from './sessions/sessions.ts'
import type { Settings } from './settings/settings.ts'
import type { SignIns } from './sign-in/sign-ins.ts'
import type { Sites } from './sites/sites.ts'
import type { Tokens } from './tokens/tokens.ts'
import type { Transactions } from './transactions/transactions.ts'

/** All that the worker is made of, for those who speak for several of them. */
export type Services = {
  readonly parts: Parts
  readonly nodeSets: NodeSets
  readonly sessions: Sessions
  readonly signIns: SignIns
  readonly accounts: Accounts
  readonly controls: Controls
  readonly contacts: Contacts
  readonly settings: Settings
  readonly deviceFile: DeviceFile
  readonly chains: Chains
  readonly sites: Sites
  readonly blockedSites: BlockedSites
  readonly hostList: HostList
  readonly tokens: Tokens
  readonly transactions: Transactions
  readonly review: Review
  readonly approvals: Approvals
  readonly approvalWindow: ApprovalWindow
}

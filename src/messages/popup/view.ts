import type { AccountView, LoginView } from './account-view.ts'
import type { ApprovalView } from './approval-view.ts'
import type { BlockedView } from './blocked-view.ts'
import type { ChainView, ContactView, SiteView, TokenView } from './chain-view.ts'
import type { NodeSetView } from './node-set-view.ts'
import type { Problem } from './problem.ts'
import type { SignInView, SignInWay } from './sign-in-view.ts'

export type SettingsView = {
  readonly autoLockMinutes: number
  readonly theme: 'system' | 'light' | 'dark'
  readonly surface: 'popup' | 'side-panel'
}

/** All that pages of the extension show of the worker's state; it is sent whole when it changes. */
export type View = {
  /** `welcome` until there is an account; `broken` when what was stored cannot be read. */
  readonly stage: 'welcome' | 'locked' | 'open' | 'broken'
  /** Which part of what is stored cannot be read. */
  readonly broken?: Problem & { readonly part: string }
  readonly nodeSet: NodeSetView
  readonly ways: readonly SignInWay[]
  readonly signIn?: SignInView
  /** Who is signed in, or was before it was locked. */
  readonly login?: LoginView
  /** A second login was added to the first account, or the person said later. */
  readonly backupDone: boolean
  readonly accounts: readonly AccountView[]
  readonly selected?: string
  readonly chains: readonly ChainView[]
  /** The chain that the wallet's own pages show. */
  readonly chainId: string
  readonly sites: readonly SiteView[]
  readonly blocked: BlockedView
  readonly contacts: readonly ContactView[]
  readonly tokens: readonly TokenView[]
  readonly settings: SettingsView
  /** The one that is shown, and how many there are with it. */
  readonly approval?: ApprovalView
  readonly waiting: number
  /** The origin of the tab beside which the wallet was opened. */
  readonly site?: string
}

import {
  AppWindow,
  Ban,
  Globe,
  MonitorSmartphone,
  Settings,
  UsersRound,
  WalletMinimal,
  BookUser,
  type LucideIcon,
} from 'lucide-react'
import { en } from '../strings/en.ts'

export type NavEntry = {
  readonly path: string
  readonly label: string
  readonly Icon: LucideIcon
  /** Has a place at the foot of a narrow window; the others stand under settings there. */
  readonly main: boolean
}

export const nav: readonly NavEntry[] = [
  { path: '/', label: en.shell.home, Icon: WalletMinimal, main: true },
  { path: '/accounts', label: en.shell.accounts, Icon: UsersRound, main: true },
  { path: '/sites', label: en.shell.sites, Icon: AppWindow, main: true },
  { path: '/networks', label: en.shell.networks, Icon: Globe, main: false },
  { path: '/contacts', label: en.shell.contacts, Icon: BookUser, main: false },
  { path: '/blocked', label: en.shell.blocked, Icon: Ban, main: false },
  { path: '/sessions', label: en.shell.sessions, Icon: MonitorSmartphone, main: false },
  { path: '/settings', label: en.shell.settings, Icon: Settings, main: true },
]

/** Whether a page stands under an entry. */
export const isUnder = (location: string, { path }: NavEntry): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)

const underSettings = ['/networks', '/contacts', '/blocked', '/sessions', '/node-set']

/** In a narrow window, where settings lead to what has no place of its own. */
export const isUnderNarrow = (location: string, entry: NavEntry): boolean =>
  isUnder(location, entry) ||
  (entry.path === '/settings' && underSettings.some((path) => location.startsWith(path)))

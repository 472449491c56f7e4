import { accounts } from './en/accounts.ts'
import { batch } from './en/batch.ts'
import { blocked } from './en/blocked.ts'
import { broken } from './en/broken.ts'
import { common } from './en/common.ts'
import { contacts } from './en/contacts.ts'
import { control } from './en/control.ts'
import { home } from './en/home.ts'
import { locked } from './en/locked.ts'
import { networks } from './en/networks.ts'
import { nodeSet } from './en/node-set.ts'
import { problems } from './en/problems.ts'
import { ring } from './en/ring.ts'
import { sessions } from './en/sessions.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { sites } from './en/sites.ts'
import { welcome } from './en/welcome.ts'

/**
 * Every word that a person reads, in one table for each language; those of the approvals stand
 * beside it, and come with their page.
 */
export const en = {
  accounts,
  batch,
  blocked,
  broken,
  common,
  contacts,
  control,
  home,
  locked,
  networks,
  nodeSet,
  problems,
  ring,
  sessions,
  settings,
  shell,
  signIn,
  sites,
  welcome,
} as const

import type { LoginView } from '../../../messages/popup/account-view.ts'
import type { SignInWay } from '../../../messages/popup/sign-in-view.ts'
import { common } from './common.ts'

const kinds: Record<LoginView['kind'], string> = {
  google: 'Google account',
  apple: 'Apple account',
  openId: 'Login',
  passkey: 'Passkey',
  wallet: 'Another wallet',
  unknown: 'Something this wallet does not know',
}

export const control = {
  kinds,
  title: 'Who controls this account',
  lead: 'Whoever can prove one of these may use the account. It stands in the registry, where every node reads it.',
  you: 'You, now',
  yours: 'Yours',
  itself: 'The account itself',
  itselfNote: 'It owns itself: only a transaction that it signs can change this list.',
  ownedBy: {
    itself: 'The account owns itself: nobody else can change who controls it.',
    you: 'Your own address owns it: you can change who controls it.',
    nobody: 'Nobody owns it any more: who controls it stays as it is for ever.',
    other: (owner: string) =>
      `${owner} owns it, and can change who controls it without asking you. Keep nothing of value here.`,
  },
  scopes: {
    anything: 'may sign anything',
    messages: 'may sign messages only',
    none: 'proves who asks, may sign nothing',
  },
  onlyOne:
    'This is the only login. If you lose it, nobody can give this account back to you. Add a second one.',
  lossTitle: 'If you lose every login',
  loss: 'The account and everything on it are lost for good. Neither the nodes nor anybody else can restore it: that is what it means that nobody but you controls it.',
  add: 'Add a login',
  addTitle: 'Add a way to sign in',
  addBody:
    'First you show the new login, then you confirm with the one you use now. The new login can then do everything that the old one can, and remove it too.',
  addWay: (way: SignInWay, again: boolean) =>
    again ? `Add another login with ${common.way(way)}` : `Add ${common.way(way)}`,
  remove: 'Remove',
  removeTitle: (label: string) => `Remove ${label}?`,
  removeBody:
    'It can no longer sign with this account, on any device, as soon as the registry has it. You sign in once more to confirm.',
  removeMine:
    'You are signed in with this login. After this you need another one to use the account.',
  removeConfirm: 'Remove this login',
  lastOne: 'The last login cannot be removed.',
  inTab: 'Change it in a tab',
  inTabNote: 'Signing in opens windows that would close this one.',
} as const

import type { SignInWay } from '../../../messages/popup/sign-in-view.ts'
import { common } from './common.ts'

export const locked = {
  title: 'Locked',
  lead: 'Sign in to use your wallet.',
  as: (label: string) => `You were signed in as ${label}.`,
  unlock: 'Unlock',
  unlockWith: (way: SignInWay) => `Unlock with ${common.way(way)}`,
  other: 'Another way',
  otherTitle: 'Unlock another way',
  otherNote: 'Any login that controls your accounts opens the wallet.',
  safe: 'Your accounts stay where they are: with the nodes.',
} as const

export const locked = {
  title: 'Locked',
  lead: 'Sign in to use your wallet.',
  as: (label: string) => `You were signed in as ${label}.`,
  unlock: 'Unlock',
  unlockWith: (name: string) => `Unlock with ${name}`,
  other: 'Another way',
  otherTitle: 'Unlock another way',
  otherNote: 'Any login that controls your accounts opens the wallet.',
  safe: 'Your accounts stay where they are: with the nodes.',
} as const

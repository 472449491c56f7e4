export const sessions = {
  title: 'Devices',
  lead: 'Where you are signed in. Each device has a session of its own, which every node knows and forgets when you end it.',
  current: 'This device',
  other: 'Another device',
  inUse: 'In use',
  ended: 'Ended',
  endedHeading: (count: number) => `${count} that are over`,
  may: 'May',
  abilities: {
    sign: 'sign transactions and messages',
    manage: 'change who controls an account, once',
    'sign-raw': 'sign bare digests',
  } as Readonly<Record<string, string>>,
  since: 'Signed in',
  until: 'ends',
  lastUsed: 'last used',
  signatures: (count: number) =>
    count === 0 ? 'No signatures yet' : count === 1 ? '1 signature' : `${count} signatures`,
  end: 'End',
  endTitle: 'End this session?',
  endBody: 'That device has to sign in again before it can sign anything.',
  endCurrentBody:
    'This is the session of this device: the wallet is locked, and you sign in again.',
  endAll: 'End all sessions',
  endAllTitle: 'End all sessions?',
  endAllBody:
    'Every device has to sign in again, this one too. Do this if a device was lost or stolen.',
  endedToast: 'Session ended',
  endedAllToast: 'All sessions ended',
  none: 'There are no sessions.',
} as const

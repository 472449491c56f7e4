export const broken = {
  title: 'This wallet’s data cannot be read',
  body: 'Something that the extension keeps on this device is damaged or was half written. Your accounts are not: the nodes hold their keys, and signing in brings you back to them.',
  lost: 'You can begin anew with the part that cannot be read, and leave the rest as it is. It is one of these:',
  items: [
    'names you gave to accounts, and your contacts',
    'networks you added',
    'which sites are connected',
    'settings, and the session of this device',
  ],
  kept: 'The accounts themselves, what is on them, and who controls them stay as they are.',
  retry: 'Try to read it again',
  retryNote: 'It may have been read in the middle of a change. Nothing is removed.',
  consent: 'I understand that this part begins empty',
  reset: 'Begin anew with this part',
} as const

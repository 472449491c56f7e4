export const broken = {
  title: 'This wallet’s data cannot be read',
  body: 'Something that the extension keeps on this device is damaged or was half written. Your accounts are not: the nodes hold their keys, and signing in brings you back to them.',
  lost: 'If you reset, these are removed from this device:',
  items: [
    'names you gave to accounts, and your contacts',
    'networks you added',
    'which sites are connected',
    'settings, and the session of this device',
  ],
  kept: 'The accounts themselves, what is on them, and who controls them stay as they are.',
  retry: 'Try to read it again',
  retryNote: 'Reloads the extension and repairs what can be repaired. Nothing is removed.',
  consent: 'I understand that what is listed is removed from this device',
  reset: 'Reset this device',
} as const

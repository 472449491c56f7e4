/** What is lost with each part that is stored, as people know it. */
const parts: Readonly<Record<string, string>> = {
  accounts: 'the names and the order of your accounts',
  approvals: 'what sites are asking you now',
  'approval-window': 'which window asks you',
  'blocked-sites': 'the sites you blocked',
  chains: 'the networks you added',
  contacts: 'your contacts',
  'host-list': 'the list of sites you loaded',
  'known-logins': 'the ways to sign in that this device knows',
  logins: 'who is signed in on this device',
  'node-set': 'the node set you chose',
  open: 'the session of this device',
  'seen-blocks': 'how far sites have followed their networks',
  settings: 'your settings',
  'sign-in': 'a sign-in that was not finished',
  sites: 'which sites are connected',
  tokens: 'the tokens you added',
  transactions: 'the list of what you sent',
  visitors: 'which sites are open',
}

export const broken = {
  title: 'This wallet’s data cannot be read',
  body: 'Something that the extension keeps on this device is damaged or was half written. Your accounts are not: the nodes hold their keys, and signing in brings you back to them.',
  what: 'What cannot be read:',
  part: (name: string): string => parts[name] ?? 'a part that this version does not know',
  lost: 'You can begin anew with that, and leave the rest as it is.',
  kept: 'The accounts themselves, what is on them, and who controls them stay as they are.',
  retry: 'Try to read it again',
  retryNote: 'It may have been read in the middle of a change. Nothing is removed.',
  consent: 'I understand that this part begins empty',
  reset: 'Begin anew with this part',
} as const

export const shell = {
  home: 'Wallet',
  accounts: 'Accounts',
  sites: 'Sites',
  sitesLong: 'Connected sites',
  networks: 'Networks',
  contacts: 'Contacts',
  sessions: 'Devices',
  settings: 'Settings',
  navigation: 'Pages of the wallet',
  lock: 'Lock',
  openInTab: 'Open in a tab',
  reconnecting: 'Reconnecting…',
  skip: 'Skip to the page',
  waiting: (count: number) =>
    count === 1 ? 'Something waits for your answer' : `${count} things wait for your answer`,
  look: 'Look at it',
  notFound: 'There is no such page.',
} as const

export const accounts = {
  title: 'Accounts',
  use: 'Use this account',
} as const

/** Both ends, enough of them to tell neighbours apart; look-alikes are made to pass a glance. */
export const shortAddress = (address: string): string =>
  address.length <= 16 ? address : `${address.slice(0, 8)}…${address.slice(-6)}`

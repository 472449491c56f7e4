/**
 * Hosts that were made to rob people, with all below them. The list is short on purpose: such hosts
 * live for days, and those that pose as another are found by how they look. The person adds theirs.
 */
export const phishingHosts: readonly string[] = [
  // Kept by others for trying a warning out; nobody is robbed there.
  'test.metamask-phishing.io',
  // A reserved name, for our own tests.
  'phishing.assent.test',
  'myelherwallet.com',
  'myetherwalet.com',
  'myethervvallet.com',
  'metamaskwallet.io',
  'metamask-wallet.io',
  'uniswap-airdrop.org',
  'walletconnect-sync.com',
  'walletsync.live',
  'dapps-validate.com',
  'opensea-airdrop.io',
]

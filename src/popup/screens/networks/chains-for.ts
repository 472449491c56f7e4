import type { ChainView } from '../../../messages/popup/chain-view.ts'

/** Networks by a search, those for testing apart; the devnet stands first among them. */
export const chainsFor = (
  chains: readonly ChainView[],
  search: string,
): { readonly main: readonly ChainView[]; readonly test: readonly ChainView[] } => {
  const wanted = search.trim().toLowerCase()
  const found = chains.filter(
    ({ name, currency, chainId }) =>
      wanted === '' ||
      name.toLowerCase().includes(wanted) ||
      currency.symbol.toLowerCase().includes(wanted) ||
      chainId === wanted ||
      String(Number.parseInt(chainId, 16)) === wanted,
  )
  return {
    main: found.filter(({ testnet, devnet }) => !testnet && !devnet),
    test: found
      .filter(({ testnet, devnet }) => testnet || devnet)
      .sort((one, other) => Number(other.devnet) - Number(one.devnet)),
  }
}

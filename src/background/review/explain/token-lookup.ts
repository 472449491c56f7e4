import type { TokenRef } from '../../../messages/popup/action.ts'

/** A token as far as it is known; the standard decides how a number in a call is meant. */
export type KnownToken = TokenRef & { readonly standard?: 'ERC20' | 'ERC721' | 'ERC1155' }

export type TokenLookup = (address: string) => KnownToken | undefined

/** Without what only we go by. */
export const tokenRef = (lookup: TokenLookup, address: string): TokenRef => {
  const known = lookup(address)
  if (known === undefined) return { address }
  const { standard: _, ...token } = known
  return { ...token, address }
}

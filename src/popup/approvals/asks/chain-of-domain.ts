import type { DataTree } from '../../../messages/popup/action.ts'

/** The network that a domain names, in hex; nothing where it names none. */
export const chainOfDomain = (domain: readonly DataTree[]): string | undefined => {
  const named = domain.find(({ name }) => name === 'chainId')
  if (named === undefined || !('value' in named)) return undefined
  try {
    return `0x${BigInt(named.value).toString(16)}`
  } catch {
    return undefined
  }
}

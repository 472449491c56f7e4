import type { Key } from '../../quorum/keys/key.ts'
import type { AccountEntry } from './account-entry.ts'

export type AdoptedKey = Pick<Key, 'publicKey' | 'ethAddress' | 'control' | 'mayUse'>

/**
 * The accounts of whoever has signed in: what they named and ordered stays so, what is new comes
 * last. Anybody can list a stranger's login, so a key that it cannot use is there, and hidden.
 */
export const adoptKeys = (
  entries: readonly AccountEntry[],
  keys: readonly AdoptedKey[],
  nodeSet: string,
): AccountEntry[] => {
  const isOf = (entry: AccountEntry, key: AdoptedKey): boolean =>
    entry.nodeSet === nodeSet && entry.publicKey === key.publicKey
  const known = entries.map((entry) => {
    if (entry.nodeSet !== nodeSet) return entry
    const key = keys.find((one) => isOf(entry, one))
    if (key === undefined) return { ...entry, listed: false }
    return { ...entry, listed: true, control: key.control, mayUse: key.mayUse }
  })
  const fresh = keys.filter((key) => !entries.some((entry) => isOf(entry, key)))
  const here = known.filter((entry) => entry.nodeSet === nodeSet && entry.listed).length
  return [
    ...known,
    ...fresh.map((key, place) => ({
      address: key.ethAddress,
      publicKey: key.publicKey,
      nodeSet,
      name: `Account ${here + place + 1}`,
      hidden: key.mayUse === 'nothing',
      control: key.control,
      mayUse: key.mayUse,
      listed: true,
    })),
  ]
}

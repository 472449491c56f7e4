import type { AccountView } from '../../messages/popup/account-view.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'
import { accountsState, type AccountEntry, type AccountsState } from './account-entry.ts'
import { adoptKeys, type AdoptedKey } from './adopt-keys.ts'

/** Whose accounts are shown. */
export type NodeSetNow = { readonly id: string; onChange(listener: () => void): unknown }

/** What was exported of them, or is taken from a file. */
export type NamedAccount = Pick<AccountEntry, 'address' | 'name' | 'hidden'>

/** The PKPs of who is signed in, at the node set that is in use. Addresses have no case here. */
export class Accounts {
  readonly #kept: Kept<AccountsState>
  readonly #nodeSets: NodeSetNow

  private constructor(kept: Kept<AccountsState>, nodeSets: NodeSetNow) {
    this.#kept = kept
    this.#nodeSets = nodeSets
  }

  static async open({ local }: Pick<Parts, 'local'>, nodeSets: NodeSetNow): Promise<Accounts> {
    const kept = await Kept.open<AccountsState>(local, {
      name: 'accounts',
      schema: accountsState,
      initial: { entries: [], selected: {} },
    })
    return new Accounts(kept, nodeSets)
  }

  all(): readonly AccountView[] {
    return this.#here().map((entry) => viewOf(entry))
  }

  find(address: string): AccountView | undefined {
    return this.all().find((one) => isSame(one.address, address))
  }

  /** The one that pages of the extension show. */
  get selected(): string | undefined {
    const here = this.#here()
    const chosen = this.#kept.value.selected[this.#nodeSets.id]
    const found = here.find(({ address }) => chosen !== undefined && isSame(address, chosen))
    const first = here.find(({ hidden, control }) => !hidden && control === 'own')
    return (found ?? first ?? here.find(({ hidden }) => !hidden) ?? here[0])?.address
  }

  async select(address: string): Promise<void> {
    const account = this.#require(address)
    await this.#kept.change((now) => ({
      ...now,
      selected: { ...now.selected, [this.#nodeSets.id]: account.address },
    }))
  }

  async rename(address: string, name: string): Promise<void> {
    const trimmed = name.trim().slice(0, 60)
    if (trimmed === '') throw new WalletProblem('bad-input', 'a name has at least one letter')
    await this.#put(address, { name: trimmed })
  }

  async hide(address: string, hidden: boolean): Promise<void> {
    await this.#put(address, { hidden })
  }

  /** Those that are not named come after those that are. */
  async order(addresses: readonly string[]): Promise<void> {
    const places = new Map(addresses.map((address, place) => [address.toLowerCase(), place]))
    const placeOf = ({ address }: AccountEntry): number =>
      places.get(address.toLowerCase()) ?? places.size
    await this.#kept.change((now) => {
      const sorted = now.entries
        .filter((entry) => this.#isHere(entry))
        .toSorted((a, b) => placeOf(a) - placeOf(b))
      const entries = now.entries.map((entry) =>
        this.#isHere(entry) ? (sorted.shift() ?? entry) : entry,
      )
      return { ...now, entries }
    })
  }

  /** What the registry says that whoever signed in may use. */
  async adopt(keys: readonly AdoptedKey[], nodeSet: string): Promise<void> {
    await this.#kept.change((now) => ({
      ...now,
      entries: adoptKeys(now.entries, keys, nodeSet),
    }))
  }

  /** Names, order and what is hidden, for accounts that are there; the others are passed over. */
  async take(named: readonly NamedAccount[]): Promise<void> {
    await this.#kept.change((now) => ({
      ...now,
      entries: now.entries.map((entry) => {
        const given = named.find(({ address }) => isSame(address, entry.address))
        return given ? { ...entry, name: given.name, hidden: given.hidden } : entry
      }),
    }))
    await this.order(named.map(({ address }) => address))
  }

  onChange(listener: () => void): () => void {
    this.#nodeSets.onChange(listener)
    return this.#kept.onChange(listener)
  }

  async #put(address: string, change: Partial<AccountEntry>): Promise<void> {
    const account = this.#require(address)
    await this.#kept.change((now) => ({
      ...now,
      entries: now.entries.map((entry) =>
        entry.nodeSet === account.nodeSet && isSame(entry.address, account.address)
          ? { ...entry, ...change }
          : entry,
      ),
    }))
  }

  #require(address: string): AccountView {
    const account = this.find(address)
    if (account === undefined) {
      throw new WalletProblem('bad-input', `${address} is no account of this wallet`)
    }
    return account
  }

  #here(): readonly AccountEntry[] {
    return this.#kept.value.entries.filter((entry) => this.#isHere(entry))
  }

  #isHere(entry: AccountEntry): boolean {
    return entry.listed && entry.nodeSet === this.#nodeSets.id
  }
}

const viewOf = (entry: AccountEntry): AccountView => {
  const { address, publicKey, nodeSet, name, hidden, control, mayUse } = entry
  return { address, publicKey, nodeSet, name, hidden, control, mayUse }
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

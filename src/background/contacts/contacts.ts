import { getAddress } from 'viem/utils'
import * as z from 'zod'
import type { ContactView } from '../../messages/popup/chain-view.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'

const MOST = 1000

/** Lower case, so that one account is in it once. */
const address = z.string().regex(/^0x[0-9a-f]{40}$/)
const schema = z.array(z.strictObject({ address, name: z.string().min(1).max(60) })).max(MOST)
type Stored = z.infer<typeof schema>

/** Names that the person has given to others; they are on this device alone. */
export class Contacts {
  readonly #kept: Kept<Stored>

  private constructor(kept: Kept<Stored>) {
    this.#kept = kept
  }

  static async open({ local }: Pick<Parts, 'local'>): Promise<Contacts> {
    return new Contacts(await Kept.open<Stored>(local, { name: 'contacts', schema, initial: [] }))
  }

  /** By name. */
  all(): readonly ContactView[] {
    return this.#kept.value
      .map(({ address, name }) => ({ address: getAddress(address), name }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
  }

  find(given: string): ContactView | undefined {
    const wanted = given.toLowerCase()
    return this.all().find(({ address }) => address.toLowerCase() === wanted)
  }

  async save(given: string, name: string): Promise<void> {
    const parsed = address.safeParse(given.toLowerCase())
    const trimmed = name.trim().slice(0, 60)
    if (!parsed.success || trimmed === '') {
      throw new WalletProblem('bad-input', 'a contact has an address and a name')
    }
    await this.#kept.change((all) => {
      const others = all.filter((one) => one.address !== parsed.data)
      if (others.length >= MOST) {
        throw new WalletProblem('bad-input', `there are ${MOST} contacts: remove one first`)
      }
      return [...others, { address: parsed.data, name: trimmed }]
    })
  }

  async remove(given: string): Promise<void> {
    const gone = given.toLowerCase()
    await this.#kept.change((all) => all.filter((one) => one.address !== gone))
  }

  onChange(listener: () => void): () => void {
    return this.#kept.onChange(listener)
  }
}

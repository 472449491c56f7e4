import * as z from 'zod'
import type { SiteView } from '../../messages/popup/chain-view.ts'
import type { Parts } from '../parts.ts'
import { Kept } from '../state/kept.ts'

const site = z.strictObject({
  origin: z.string(),
  title: z.string(),
  icon: z.string().optional(),
  accounts: z.array(z.string()),
  chainId: z.string(),
  connectedAt: z.int(),
})
type Site = z.infer<typeof site>

/** Origins that only chose a chain; nothing is shared with them, and they end with the browser. */
const visitors = z.record(z.string(), z.string())
type Visitors = z.infer<typeof visitors>

const MOST_VISITORS = 200

type Change = {
  readonly accounts?: readonly string[]
  readonly chainId?: string
}

/** Which site sees which accounts, and on which chain; by origin, and nothing else about a page. */
export class Sites {
  readonly #now: () => number
  readonly #fallback: () => string
  readonly #kept: Kept<readonly Site[]>
  readonly #visitors: Kept<Visitors>

  private constructor(
    now: () => number,
    fallback: () => string,
    kept: Kept<readonly Site[]>,
    visiting: Kept<Visitors>,
  ) {
    this.#now = now
    this.#fallback = fallback
    this.#kept = kept
    this.#visitors = visiting
  }

  static async open(
    parts: Pick<Parts, 'local' | 'session' | 'now'>,
    /** The chain of a site that has none of its own. */
    fallback: () => string = () => '0x1',
  ): Promise<Sites> {
    const kept = await Kept.open<readonly Site[]>(parts.local, {
      name: 'sites',
      schema: z.array(site),
      initial: [],
    })
    const visiting = await Kept.open<Visitors>(parts.session, {
      name: 'visitors',
      schema: visitors,
      initial: {},
    })
    return new Sites(parts.now, fallback, kept, visiting)
  }

  onChange(listener: () => void): void {
    this.#kept.onChange(listener)
    this.#visitors.onChange(listener)
  }

  all(): readonly SiteView[] {
    return this.#kept.value.map(viewOf)
  }

  get(origin: string): SiteView | undefined {
    const found = this.#kept.value.find((one) => one.origin === origin)
    return found && viewOf(found)
  }

  accountsOf(origin: string): readonly string[] {
    return this.get(origin)?.accounts ?? []
  }

  chainOf(origin: string): string {
    return this.get(origin)?.chainId ?? this.#visitor(origin) ?? this.#fallback()
  }

  async connect(
    origin: string,
    given: {
      readonly title: string
      readonly icon?: string | undefined
      readonly accounts: readonly string[]
      readonly chainId: string
    },
  ): Promise<void> {
    const { title, icon, accounts, chainId } = given
    await this.#kept.change((all) => [
      ...all.filter((one) => one.origin !== origin),
      {
        origin,
        title,
        ...(icon !== undefined && { icon }),
        accounts: [...accounts],
        chainId,
        connectedAt: this.#now(),
      },
    ])
    await this.#forgetVisitor(origin)
  }

  /** Of a site without accounts only the chain is kept. */
  async set(origin: string, { accounts, chainId }: Change): Promise<void> {
    if (this.get(origin) === undefined) {
      if (chainId !== undefined) await this.#visit(origin, chainId)
      return
    }
    await this.#kept.change((all) =>
      all.map((one) =>
        one.origin === origin
          ? {
              ...one,
              ...(accounts !== undefined && { accounts: [...accounts] }),
              ...(chainId !== undefined && { chainId }),
            }
          : one,
      ),
    )
  }

  async disconnect(origin: string): Promise<void> {
    await this.#kept.change((all) =>
      all.some((one) => one.origin === origin) ? all.filter((one) => one.origin !== origin) : all,
    )
    await this.#forgetVisitor(origin)
  }

  #visitor(origin: string): string | undefined {
    const { value } = this.#visitors
    return Object.hasOwn(value, origin) ? value[origin] : undefined
  }

  async #visit(origin: string, chainId: string): Promise<void> {
    await this.#visitors.change((now) => {
      const others = Object.entries(now).filter(([one]) => one !== origin)
      const all: readonly (readonly [string, string])[] = [...others, [origin, chainId]]
      return Object.fromEntries(all.slice(-MOST_VISITORS))
    })
  }

  async #forgetVisitor(origin: string): Promise<void> {
    await this.#visitors.change((now) => {
      if (!Object.hasOwn(now, origin)) return now
      return Object.fromEntries(Object.entries(now).filter(([one]) => one !== origin))
    })
  }
}

const viewOf = ({ icon, ...rest }: Site): SiteView => ({
  ...rest,
  ...(icon !== undefined && { icon }),
})

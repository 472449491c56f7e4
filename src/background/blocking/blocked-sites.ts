import * as z from 'zod'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import { hostOf } from '../review/hosts/host-of.ts'
import { hostsAbove } from '../review/hosts/hosts-above.ts'
import { readHost } from '../review/hosts/read-host.ts'
import { Kept } from '../state/kept.ts'

const MOST = 1000

const schema = z.array(z.string().min(1).max(253)).max(MOST)
type Stored = z.infer<typeof schema>

/** Hosts that the person wants to hear nothing of, with all below them; on this device alone. */
export class BlockedSites {
  readonly #kept: Kept<Stored>

  private constructor(kept: Kept<Stored>) {
    this.#kept = kept
  }

  static async open({ local }: Pick<Parts, 'local'>): Promise<BlockedSites> {
    const name = 'blocked-sites'
    return new BlockedSites(await Kept.open<Stored>(local, { name, schema, initial: [] }))
  }

  onChange(listener: () => void): void {
    this.#kept.onChange(listener)
  }

  /** By name. */
  all(): readonly string[] {
    return this.#kept.value
  }

  /** Whether one of the origins is to be refused, whatever it asks. */
  has(...origins: readonly (string | undefined)[]): boolean {
    const { value } = this.#kept
    if (value.length === 0) return false
    return origins
      .flatMap((origin) => (origin === undefined ? [] : hostsAbove(hostOf(origin))))
      .some((host) => value.includes(host))
  }

  /** By a host, or by an address of a page there, as people copy it. */
  async add(site: string): Promise<void> {
    const host = hostIn(site.trim())
    if (host === undefined) {
      throw new WalletProblem('bad-input', 'write the name of a site, such as example.com')
    }
    await this.#kept.change((all) => {
      if (all.includes(host)) return all
      if (all.length >= MOST) {
        throw new WalletProblem('bad-input', `${MOST} sites are blocked: remove one first`)
      }
      return [...all, host].sort()
    })
  }

  async remove(host: string): Promise<void> {
    await this.#kept.change((all) => (all.includes(host) ? all.filter((one) => one !== host) : all))
  }
}

const hostIn = (site: string): string | undefined =>
  readHost(hostOf(site.includes('://') ? site : `http://${site}`))

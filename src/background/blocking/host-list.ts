import * as z from 'zod'
import type { HostListView } from '../../messages/popup/blocked-view.ts'
import type { Parts } from '../parts.ts'
import {
  hostLists,
  isBlockedBy,
  writeHostLists,
  type HostLists,
} from '../review/hosts/host-lists.ts'
import type { Area } from '../state/area.ts'
import { Kept } from '../state/kept.ts'
import { readHostList } from './read-host-list.ts'

const schema = z.strictObject({
  about: z
    .strictObject({ hosts: z.int(), skipped: z.int(), loadedAt: z.int(), lost: z.boolean() })
    .optional(),
})
type Stored = z.infer<typeof schema>

const none: HostLists = { blocked: '', allowed: '' }

const HOSTS = 'host-list'

/**
 * A list of hosts that the person has loaded from a file. It can be megabytes, so it stands apart
 * from what every waking reads, and is read when something is judged.
 */
export class HostList {
  readonly #kept: Kept<Stored>
  readonly #store: Area
  readonly #now: () => number
  #lists: Promise<HostLists> | undefined

  private constructor(kept: Kept<Stored>, store: Area, now: () => number) {
    this.#kept = kept
    this.#store = store
    this.#now = now
  }

  static async open(
    { local, now }: Pick<Parts, 'local' | 'now'>,
    /** Takes more than the ten megabytes of `storage.local`. */
    store: Area,
  ): Promise<HostList> {
    const kept = await Kept.open<Stored>(local, { name: 'host-list', schema, initial: {} })
    return new HostList(kept, store, now)
  }

  onChange(listener: () => void): void {
    this.#kept.onChange(listener)
  }

  get view(): HostListView | undefined {
    return this.#kept.value.about
  }

  /** In the place of the one that was there. */
  async load(text: string): Promise<void> {
    const { blocked, allowed, skipped } = readHostList(text)
    const next = writeHostLists({ blocked, allowed })
    await this.#store.set(HOSTS, next)
    this.#lists = Promise.resolve(next)
    const about = { hosts: blocked.size, skipped, loadedAt: this.#now(), lost: false }
    await this.#kept.change(() => ({ about }))
  }

  async remove(): Promise<void> {
    await this.#kept.change(() => ({}))
    this.#lists = undefined
    await this.#store.remove(HOSTS)
  }

  async has(host: string): Promise<boolean> {
    if (this.#kept.value.about === undefined) return false
    this.#lists ??= this.#read()
    return isBlockedBy(await this.#lists, host)
  }

  /** Browsers may clear a database when the disk is full: then it is said, and nothing stops. */
  async #read(): Promise<HostLists> {
    const parsed = hostLists.safeParse(await this.#store.get(HOSTS).catch(() => undefined))
    const lost = !parsed.success
    await this.#kept.change((now) =>
      now.about === undefined || now.about.lost === lost ? now : { about: { ...now.about, lost } },
    )
    return parsed.data ?? none
  }
}

import { hostLists, isBlockedBy, type HostLists } from './host-lists.ts'

/** In the folder of the extension, put there by its build. */
export const knownHostsFile = 'known-hosts.json'

/**
 * Hosts that are known to rob people, with all below them: a public list, as old as the build. Such
 * hosts live for days, so those that pose as another are found by how they look as well.
 */
export class KnownHosts {
  readonly #read: () => Promise<unknown>
  #lists: Promise<HostLists> | undefined

  constructor(read: () => Promise<unknown>) {
    this.#read = read
  }

  /** Read when something is judged, and not by every waking. */
  async has(host: string): Promise<boolean> {
    this.#lists ??= this.#read().then((read) => hostLists.parse(read))
    try {
      return isBlockedBy(await this.#lists, host)
    } catch {
      this.#lists = undefined
      return false
    }
  }
}

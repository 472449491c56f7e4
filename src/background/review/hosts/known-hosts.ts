import { hasLine } from './has-line.ts'
import { hostsAbove } from './hosts-above.ts'

/** In the folder of the extension, put there by its build. */
export const knownHostsFile = 'known-hosts.txt'

/**
 * Hosts that are known to rob people, with all below them: a public list, as old as the build. Such
 * hosts live for days, so those that pose as another are found by how they look as well.
 */
export class KnownHosts {
  readonly #read: () => Promise<string>
  #list: Promise<string> | undefined

  /** What is read are sorted lines, a host each. */
  constructor(read: () => Promise<string>) {
    this.#read = read
  }

  /** Read when something is judged, and not by every waking. */
  async has(host: string): Promise<boolean> {
    this.#list ??= this.#read()
    try {
      const list = await this.#list
      return hostsAbove(host).some((one) => hasLine(list, one))
    } catch {
      this.#list = undefined
      return false
    }
  }
}

import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { equalBytes } from '../../../threshold/encoding/bytes.ts'
import type { ListenAddress } from '../config.ts'
import type { Hello } from './hello.ts'
import { PeerLink, type PeerLinkParts } from './peer-link.ts'
import { PeerServer, type PeerServerParts } from './peer-server.ts'
import type { PeerTopic } from './wire.ts'

export type PeersParts = Omit<PeerServerParts, 'isCurrent'> & {
  /** Whoever is behind a peer's address has said who it is: another boot id is another run of it. */
  readonly greeted: (from: number, hello: Hello) => void
  /** A connection of ours came up or broke. */
  readonly changed: () => void
}

/** All other nodes of the set: one connection of ours to each, and theirs to us. */
export class Peers {
  readonly #parts: PeersParts
  readonly #server: PeerServer
  readonly #links = new Map<number, PeerLink>()
  readonly #stopWatching: () => void
  #started = false

  constructor(parts: PeersParts) {
    this.#parts = parts
    this.#server = new PeerServer({
      ...parts,
      isCurrent: (from, bootId) => {
        const known = this.#links.get(from)?.boot
        return known === undefined || equalBytes(known, bootId)
      },
    })
    this.#stopWatching = parts.nodeSet.onChange(() => this.#follow())
  }

  /** Takes connections, makes its own, and returns the port. */
  async start(address: ListenAddress): Promise<number> {
    const port = await this.#server.listen(address)
    this.#started = true
    this.#follow()
    return port
  }

  get connected(): ReadonlySet<number> {
    return new Set([...this.#links.values()].filter(({ up }) => up).map(({ party }) => party))
  }

  isConnected(party: number): boolean {
    return this.#links.get(party)?.up ?? false
  }

  async request(
    party: number,
    topic: PeerTopic,
    body: Uint8Array,
    timeoutMs?: number,
  ): Promise<Uint8Array> {
    const link = this.#links.get(party)
    if (link === undefined) {
      throw new ProtocolError('peer-unreachable', `node ${party} is not in the node set`, {
        details: { party },
      })
    }
    return link.request(topic, body, timeoutMs)
  }

  async close(): Promise<void> {
    this.#stopWatching()
    for (const link of this.#links.values()) link.close()
    this.#links.clear()
    await this.#server.close()
  }

  /** One link for each of the others in the set, whoever they are now. */
  #follow(): void {
    if (!this.#started) return
    const { nodeSet, self } = this.#parts
    const others = nodeSet.current().nodes.filter(({ party }) => party !== self)
    for (const [party, link] of this.#links) {
      if (others.some((node) => node.party === party)) link.recheck()
      else {
        link.close()
        this.#links.delete(party)
      }
    }
    for (const { party } of others) {
      if (this.#links.has(party)) continue
      const parts: PeerLinkParts = { ...this.#parts, party }
      this.#links.set(party, new PeerLink(parts))
    }
  }
}

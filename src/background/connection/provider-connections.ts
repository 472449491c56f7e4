import type { MethodParts } from '../methods/method.ts'
import { grantedTo } from '../methods/site-state.ts'
import type { Parts } from '../parts.ts'
import type { Port } from './port.ts'
import { ProviderConnection, type ConnectionParts, type Timer } from './provider-connection.ts'
import { WalletTab } from './wallet-tab.ts'

type Changing = { onChange(listener: () => void): void }

export type ProviderParts = Omit<MethodParts, 'accounts' | 'parts' | 'sessions'> & {
  readonly parts: Pick<Parts, 'fetch' | 'random' | 'tabs'>
  readonly accounts: MethodParts['accounts'] & Changing
  readonly sessions: MethodParts['sessions'] & Changing & { onOpen(listener: () => void): void }
  readonly signIns: ConnectionParts['signIns']
  readonly blockedSites: ConnectionParts['blockedSites'] & Changing
  readonly seenBlocks: ConnectionParts['seenBlocks']
  readonly timer?: Timer
}

/** A page that waits comes back at once when the worker is there again; one that does not is gone. */
const BACK_WITHIN_MS = 15_000

/** All pages that speak to the wallet, each by its own port. */
export class ProviderConnections {
  readonly #parts: ConnectionParts
  readonly #open = new Set<ProviderConnection>()
  #waiting: (() => void)[] = []

  constructor(given: ProviderParts) {
    const tab = new WalletTab(given.parts)
    this.#parts = {
      ...given,
      timer: given.timer ?? timers,
      whenOpen: async () => new Promise((resolve) => void this.#waiting.push(resolve)),
      isThere: (page) => this.#isThere(page),
      showWallet: async (path) => tab.show(path),
    }
    const tell = (): void => {
      for (const connection of this.#open) connection.tell()
    }
    const { sites, blockedSites, chains, accounts, sessions } = given
    for (const one of [sites, blockedSites, chains, accounts, sessions]) one.onChange(tell)
    sites.onChange(() => void this.#dropUngranted())
    this.#parts.timer.after(BACK_WITHIN_MS, () => {
      void this.#forget((page) => !this.#isThere(page))
    })
    sessions.onOpen(() => {
      const waiting = this.#waiting
      this.#waiting = []
      for (const resolve of waiting) resolve()
    })
  }

  connect(port: Port): void {
    // A page that is loaded ahead stands, for the browser, in the one that is on screen now; it asks
    // again, as itself, if it is ever shown.
    if (port.sender?.documentLifecycle === 'prerender') {
      port.disconnect()
      return
    }
    const connection = new ProviderConnection(this.#parts, port)
    this.#open.add(connection)
    port.onDisconnect.addListener(() => {
      this.#open.delete(connection)
      connection.end()
      void this.#leave(connection.page)
    })
    // Only now: who asks has to be among those who are there.
    connection.begin()
  }

  /** Nobody waits for what a page asked that is gone; what was agreed to before goes on. */
  async #leave(page: string | undefined): Promise<void> {
    if (page === undefined || this.#isThere(page)) return
    await this.#forget((one) => one === page)
  }

  #isThere(page: string): boolean {
    return [...this.#open].some((one) => one.page === page)
  }

  /** What a site asked of an account is not asked any more once the site may not use it. */
  async #dropUngranted(): Promise<void> {
    await this.#parts.approvals.rejectAll(({ by, body, agreed }) => {
      // The wallet itself needs nobody's leave.
      if (agreed !== undefined || !/^https?:/.test(by.origin)) return false
      const { account } = body as { readonly account?: unknown }
      return typeof account === 'string' && !grantedTo(this.#parts, by.origin).includes(account)
    })
  }

  async #forget(isGone: (page: string) => boolean): Promise<void> {
    await this.#parts.approvals.rejectAll(
      ({ by, agreed }) => agreed === undefined && isGone(by.page),
    )
    await this.#parts.seenBlocks.forget(({ page }) => isGone(page))
  }
}

const timers: Timer = {
  after: (ms, run) => void setTimeout(run, ms),
  every: (ms, run) => {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}

import { sleep } from '../quorum/parts.ts'
import { keepInSight } from './approvals/keep-in-sight.ts'
import { brokenWallet } from './broken-wallet.ts'
import { handleCall } from './calls/handle-call.ts'
import { PopupConnections } from './connection/popup-connections.ts'
import { ProviderConnections } from './connection/provider-connections.ts'
import type { Parts } from './parts.ts'
import type { Running } from './running.ts'
import type { Services } from './services.ts'
import { autoLock, type Idle } from './sessions/auto-lock.ts'
import { BrokenState } from './state/broken-state.ts'
import { composeView } from './view/compose-view.ts'
import { openWallet, type WalletOptions } from './wallet.ts'

export type RunOptions = WalletOptions & {
  readonly idle: Idle
  /** For what only the browser's side can do. */
  readonly opened?: (services: Services) => void
}

/** Opens everything and lets it hear of each other; what can't be read is shown, not thrown away. */
export const runWallet = async (parts: Parts, options: RunOptions): Promise<Running> => {
  const begin = async (): Promise<Running> => {
    try {
      return await run(parts, options)
    } catch (error) {
      if (!(error instanceof BrokenState)) throw error
      return brokenWallet(parts, error, async () => {
        now = await begin()
      })
    }
  }
  let now = await begin()
  return {
    pages: { connect: (port) => now.pages.connect(port) },
    popups: { connect: (port) => now.popups.connect(port) },
    windowClosed: (window) => now.windowClosed(window),
  }
}

const run = async (parts: Parts, options: RunOptions): Promise<Running> => {
  const wallet = await openWallet(parts, options)
  const { approvals, approvalWindow } = wallet
  const pages = new ProviderConnections(wallet)
  let site: string | undefined
  const popups = new PopupConnections({
    ownOrigin: parts.ownOrigin,
    view: (surface) => ({
      ...composeView(wallet),
      ...(site !== undefined && surface !== 'tab' && { site }),
    }),
    call: async (name, given) => handleCall(wallet, name, given),
  })
  void keepInSight({ approvals, popups, approvalWindow, sleep })
  popups.onSurfaces(() => {
    void parts.tabs.originInFront().then((origin) => {
      site = origin
      popups.changed()
    })
  })
  const changing = [
    wallet.nodeSets,
    wallet.sessions,
    wallet.signIns,
    wallet.accounts,
    wallet.settings,
    wallet.contacts,
    wallet.chains,
    wallet.sites,
    wallet.blockedSites,
    wallet.hostList,
    wallet.tokens,
    approvals,
  ]
  for (const one of changing) one.onChange(() => popups.changed())
  options.opened?.(wallet)
  autoLock(wallet.sessions, wallet.settings, options.idle)
  approvals.start()
  wallet.signIns.resume()
  return { pages, popups, windowClosed: (window) => void approvalWindow.closed(window) }
}

import { Accounts } from '../../src/background/accounts/accounts.ts'
import { Controls } from '../../src/background/control/controls.ts'
import { NodeSets } from '../../src/background/node-set/node-sets.ts'
import type { Parts } from '../../src/background/parts.ts'
import { Sessions } from '../../src/background/sessions/sessions.ts'
import { Settings } from '../../src/background/settings/settings.ts'
import { SignIns } from '../../src/background/sign-in/sign-ins.ts'
import { memoryArea } from '../../src/background/state/area.ts'
import type { SignInView } from '../../src/messages/popup/sign-in-view.ts'
import type { Deployment } from '../../src/protocol/deployment.ts'
import { eventually } from './eventually.ts'
import { providerBrowser, type AtProvider } from './provider-browser.ts'

export const redirectUrl = `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/`

export type Worker = {
  readonly nodeSets: NodeSets
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly settings: Settings
  readonly signIns: SignIns
  readonly controls: Controls
}

type DeviceOptions = {
  readonly deployment: Deployment
  readonly fetch?: Parts['fetch']
  readonly person?: string
}

/** A browser with the wallet in it, which can lose its worker, and be closed. */
export const walletDevice = (options: DeviceOptions) => {
  const at: AtProvider = { person: options.person ?? 'alice' }
  const provider = providerBrowser(redirectUrl, at)
  const local = memoryArea()
  const keys = new Map<string, unknown>()
  const tabs = new Map<number, string>()
  let session = memoryArea()
  let closed: ((tab: number) => void)[] = []
  let lastTab = 0
  let shift = 0
  const parts = (): Parts => ({
    local,
    session,
    fetch: options.fetch ?? (async (input, init) => fetch(input, init)),
    now: Date.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    redirectUrl,
    showProvider: provider.showProvider,
    tabs: {
      async open(url) {
        lastTab += 1
        tabs.set(lastTab, url)
        return Promise.resolve(lastTab)
      },
      show: async (tab) => Promise.resolve(tabs.has(tab)),
      async close(tab) {
        if (tabs.delete(tab)) for (const listener of closed) listener(tab)
        return Promise.resolve()
      },
      onClosed: (listener) => void closed.push(listener),
      originInFront: async () => Promise.resolve(undefined),
    },
    windows: {
      open: async () => Promise.resolve(1),
      isThere: async () => Promise.resolve(true),
      focus: async () => Promise.resolve(true),
      close: async () => Promise.resolve(),
    },
    ownOrigin: 'chrome-extension://abc',
  })

  const startWorker = async (): Promise<Worker> => {
    closed = []
    const own = parts()
    const sessionStore = memoryArea(keys)
    const nodeSets = await NodeSets.open(own, options.deployment)
    // Nodes have a clock of their own, and believe no other.
    const now = (): number => Date.now() + shift
    const sessions = await Sessions.open({ ...own, now }, nodeSets, sessionStore)
    const accounts = await Accounts.open(own, nodeSets)
    const settings = await Settings.open(own)
    const signIns = await SignIns.open(own, {
      nodeSets,
      sessions,
      accounts,
      settings,
      sessionStore,
    })
    const controls = new Controls(own, { nodeSets, sessions, accounts, settings, signIns })
    signIns.resume()
    return { nodeSets, sessions, accounts, settings, signIns, controls }
  }

  return {
    at,
    tabs,
    /** Whether something of the sign-in was written down. */
    hasKept: async (part: string) =>
      JSON.stringify(await session.get('sign-in')).includes(`"${part}"`),
    /** By the person. */
    closeTab: async (tab: number) => parts().tabs.close(tab),
    keys,
    asked: provider.asked,
    startWorker,
    /** What is in memory is gone; the worker has to be started anew. */
    closeBrowser: () => {
      session = memoryArea()
    },
    /** Only for how long a session still runs. */
    later: (milliseconds: number) => {
      shift += milliseconds
    },
  }
}
export type WalletDevice = ReturnType<typeof walletDevice>

/** What a sign-in came to. */
export const ended = async ({ signIns }: Worker): Promise<SignInView> => {
  await eventually('the sign-in ends', () => {
    const step = signIns.view()?.step
    return step === 'done' || step === 'failed'
  })
  const view = signIns.view()
  if (view === undefined) throw new Error('there is no sign-in')
  return view
}

import type { Parts } from '../parts.ts'

const WALLET_PAGE = 'src/popup/index.html?surface=tab'

type WalletTabParts = { readonly tabs: Pick<Parts['tabs'], 'open' | 'show' | 'onClosed'> }

/** The one tab in which pages may have the wallet shown, however often they ask for it. */
export class WalletTab {
  readonly #tabs: WalletTabParts['tabs']
  #tab: number | undefined
  #working: Promise<void> = Promise.resolve()

  constructor({ tabs }: WalletTabParts) {
    this.#tabs = tabs
    tabs.onClosed((tab) => {
      if (tab === this.#tab) this.#tab = undefined
    })
  }

  /** One after the other, so that two quick asks open no two tabs. */
  async show(path: string): Promise<void> {
    this.#working = this.#working.catch(() => {}).then(async () => this.#show(path))
    return this.#working
  }

  async #show(path: string): Promise<void> {
    const page = `${WALLET_PAGE}#${path}`
    if (this.#tab !== undefined && (await this.#tabs.show(this.#tab, page))) return
    this.#tab = await this.#tabs.open(page)
  }
}

import { isFromPopup, type ToPopup } from '../../messages/popup/popup-port.ts'
import type { View } from '../../messages/popup/view.ts'
import { problemOf } from '../problem.ts'
import type { Port } from './port.ts'

export type Surface = 'popup' | 'approval' | 'side-panel' | 'tab'

const surfaces: readonly string[] = ['popup', 'approval', 'side-panel', 'tab'] satisfies Surface[]

const isSurface = (value: string | null): value is Surface =>
  value !== null && surfaces.includes(value)

export type PopupParts = {
  readonly ownOrigin: string
  readonly view: (surface: Surface) => View
  readonly call: (name: string, given: unknown) => Promise<unknown>
}

type Page = { readonly port: Port; readonly surface: Surface; told: string | undefined }

/** The extension's own pages: each sees the whole state whenever it changes, and asks for what it wants. */
export class PopupConnections {
  readonly #parts: PopupParts
  readonly #pages = new Set<Page>()
  readonly #listeners = new Set<() => void>()
  #telling = false

  constructor(parts: PopupParts) {
    this.#parts = parts
  }

  /** Where the person has the wallet in front of them. */
  get surfaces(): readonly Surface[] {
    return [...this.#pages].map(({ surface }) => surface)
  }

  /** A page of ours was opened or closed. */
  onSurfaces(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** A content script can name its port as it likes: only pages of the extension are heard. */
  connect(port: Port): void {
    const surface = surfaceOf(this.#parts.ownOrigin, port)
    if (surface === undefined) {
      port.disconnect()
      return
    }
    const page: Page = { port, surface, told: undefined }
    this.#pages.add(page)
    port.onMessage.addListener((message) => void this.#take(page, message))
    port.onDisconnect.addListener(() => {
      this.#pages.delete(page)
      this.#surfacesChanged()
    })
    this.#surfacesChanged()
    this.#tell(page)
  }

  /** Something changed; several changes in one go are told of once. */
  changed(): void {
    if (this.#telling) return
    this.#telling = true
    setTimeout(() => {
      this.#telling = false
      for (const page of this.#pages) this.#tell(page)
    }, 0)
  }

  async #take(page: Page, message: unknown): Promise<void> {
    if (!isFromPopup(message)) return
    const { id, name } = message
    try {
      const value = await this.#parts.call(name, message.arguments)
      // What it changed is seen before it is known to be done.
      this.#tell(page)
      post(page, { type: 'answer', id, value })
    } catch (error) {
      this.#tell(page)
      post(page, { type: 'answer', id, problem: problemOf(error) })
    }
  }

  #tell(page: Page): void {
    const view = this.#parts.view(page.surface)
    const text = JSON.stringify(view)
    if (text === page.told) return
    page.told = text
    post(page, { type: 'view', view })
  }

  #surfacesChanged(): void {
    for (const listener of this.#listeners) listener()
  }
}

const post = ({ port }: Page, message: ToPopup): void => {
  try {
    port.postMessage(message)
  } catch {
    // Closed in between.
  }
}

const surfaceOf = (ownOrigin: string, { sender }: Port): Surface | undefined => {
  const url = sender?.url
  if (url === undefined || !url.startsWith(`${ownOrigin}/`)) return undefined
  const surface = new URL(url).searchParams.get('surface')
  return isSurface(surface) ? surface : 'popup'
}

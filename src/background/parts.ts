import type { Area } from './state/area.ts'

/** What the worker takes from the browser, so that it runs in tests and in either browser alike. */
export type Parts = {
  readonly local: Area
  /** In memory only; survives a worker that is killed, and not the browser's end. */
  readonly session: Area
  readonly fetch: (input: string, init?: RequestInit) => Promise<Response>
  /** Unix time in milliseconds. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
  /** Where an identity provider sends the person back to. */
  readonly redirectUrl: string
  /** Goes through a page of an identity provider; the address it ends at, or undefined if closed. */
  readonly showProvider: (
    url: string,
    options: { readonly visible: boolean },
  ) => Promise<string | undefined>
  readonly tabs: Tabs
  readonly windows: Windows
  /** Of pages of the extension: `chrome-extension://…`. */
  readonly ownOrigin: string
}

export type Tabs = {
  /** An address, or a page of the extension by its path. */
  open(url: string): Promise<number>
  /** Brings a tab to the front, at another page; false when it is gone. */
  show(tab: number, url: string): Promise<boolean>
  close(tab: number): Promise<void>
  onClosed(listener: (tab: number) => void): void
  /** Of the page in front, if it is one that could use a wallet. */
  originInFront(): Promise<string | undefined>
}

export type Windows = {
  /** A page of the extension in a window of its own. */
  open(path: string): Promise<number>
  isThere(window: number): Promise<boolean>
  /** False when it is gone. */
  focus(window: number): Promise<boolean>
  close(window: number): Promise<void>
}

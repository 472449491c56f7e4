/** Who is at the other end, as the browser says; nothing that a page could write. */
export type Sender = {
  readonly origin?: string | undefined
  readonly url?: string | undefined
  readonly frameId?: number | undefined
  /** Chromium's: `active`, or one that is not on screen. */
  readonly documentLifecycle?: string | undefined
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined
}

/** What is needed of a browser's port. */
export type Port = {
  readonly name: string
  readonly sender?: Sender | undefined
  postMessage(message: unknown): void
  disconnect(): void
  readonly onMessage: { addListener(listener: (message: unknown) => void): void }
  readonly onDisconnect: { addListener(listener: () => void): void }
}

export type Key = 'Enter' | 'Escape' | 'Space' | 'Tab'

/** A page in either browser, as far as tests of the wallet need one. */
export type Tab = {
  /** Where it is now; of pages of the extension too. */
  url(): Promise<string>
  /** An expression in the page's own world; a promise is waited for. */
  evaluate<T>(expression: string): Promise<T>
  goto(url: string): Promise<void>
  back(): Promise<void>
  isVisible(selector: string): Promise<boolean>
  /** As a person clicks: where it is seen, once it can be pressed. */
  click(selector: string): Promise<void>
  fill(selector: string, text: string): Promise<void>
  /** A key, where the focus is. */
  press(key: Key): Promise<void>
  text(selector: string): Promise<string>
  picture(file: string): Promise<void>
  close(): Promise<void>
  isClosed(): boolean
}

/** As the automation of each browser describes one; no other browser's understands it. */
export type Passkey = {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  readonly rpId?: string
  readonly privateKey: string
  readonly userHandle?: string
  readonly signCount: number
}

export type Authenticator = {
  /** Those it was given and those it has made, as they are after their last use. */
  passkeys(): Promise<readonly Passkey[]>
}

/** A browser with a profile of its own, and the wallet in it. */
export type WalletBrowser = {
  readonly name: 'Chromium' | 'Firefox'
  /** Of the extension's own pages. */
  readonly origin: string
  open(url: string): Promise<Tab>
  tabs(): Promise<readonly Tab[]>
  /** A script that each page runs before its own, from the next one on. */
  beforeEachPage(script: string): Promise<void>
  /** What keeps passkeys, and answers for its person at once, for a page that is open. */
  addAuthenticator(tab: Tab, passkeys: readonly Passkey[]): Promise<Authenticator>
  /** Kills the worker, as browsers do whenever they like; what needs it wakes it again. */
  killWorker(): Promise<void>
  close(): Promise<void>
}

export const byTestId = (id: string): string => `[data-testid="${id}"]`

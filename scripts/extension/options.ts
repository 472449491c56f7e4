export const browsers = ['chromium', 'firefox'] as const
export type BrowserName = (typeof browsers)[number]

/** What a build is told; everything else is in the sources. */
export type ExtensionOptions = {
  readonly browser: BrowserName
  /** The file that says whose nodes it speaks to, as `assent deploy` wrote it. */
  readonly deployment: string
  /** Named so that nobody takes it for the real one, with an id that is always the same. */
  readonly development: boolean
  readonly outDir: string
}

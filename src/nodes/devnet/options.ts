export type DevnetOptions = {
  readonly nodes: number
  readonly portBase: number
  /** Where everything of this devnet is, and nothing else. */
  readonly dir: string
  /** Begin anew: what `dir` has of an earlier devnet is removed. */
  readonly fresh: boolean
  /** Start a part again that ended by itself. */
  readonly restart: boolean
  /** The repository that the extension is built from, with what npm has put there. */
  readonly extensionSource?: string
  /** Start a browser with the extension. */
  readonly open: boolean
}

export const leastNodes = 3
export const mostNodes = 20
export const defaultPortBase = 8600

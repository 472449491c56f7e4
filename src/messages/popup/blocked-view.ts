/** What a file with a list of hosts may hold; the largest public ones have half of it. */
export const MOST_LIST_CHARACTERS = 20_000_000

/** A list of hosts that the person has loaded from a file. */
export type HostListView = {
  readonly hosts: number
  /** Lines that were no hosts. */
  readonly skipped: number
  readonly loadedAt: number
  /** The browser has thrown it away. */
  readonly lost: boolean
}

export type BlockedView = {
  /** Those that the person has blocked, by name; all below them are blocked with them. */
  readonly hosts: readonly string[]
  readonly list?: HostListView
}

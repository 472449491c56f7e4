/** `delegated` is a person's account that has borrowed code, by EIP-7702. */
export type Code = 'none' | 'delegated' | 'contract'

/** The list that came with the wallet, or the person's own. */
export type ListedBy = 'wallet' | 'person'

export type Named = { readonly address: string; readonly name: string }

/** All that rules may know; whatever had to be asked for was asked before. */
export type Context = {
  readonly origin: string
  /** Of the page around the frame that asks, where it is another. */
  readonly topOrigin?: string | undefined
  /** Unix time in milliseconds. */
  readonly now: number
  /** The chain that the site is on; undefined while it is not connected. */
  readonly siteChain?: string | undefined
  readonly contacts: readonly Named[]
  /** The person's own accounts. */
  readonly own: readonly Named[]
  /** Who was sent something before. */
  readonly recipients: readonly string[]
  /** By whose list the one at these hosts robs people. */
  readonly listed: ReadonlyMap<string, ListedBy>
  /** By address in lower case; nothing where the chain did not say. */
  readonly code: ReadonlyMap<string, Code>
  /** What the chain says when it is only asked to try, where no simulation is to be had. */
  readonly reverts?: string | undefined
}

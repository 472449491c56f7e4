import type { Holders } from '../sharing/holders.ts'
import { keyCeremony, type KeyCeremony, type KeyParty } from './key-ceremony.ts'
import type { Handover } from './plan.ts'

export type RefreshOptions = KeyParty & {
  readonly id: Uint8Array
  readonly previous: Handover
}

export type ReshareOptions = RefreshOptions & { readonly next: Holders }

/**
 * Hands a key to other parties, or under another threshold: the public key stays, and old shares
 * are of no use with new ones. A party keeps its number; who is new gets one that nobody had.
 *
 * @example
 * const previous = { sharing, dealers: [1, 2] }
 * const next = { parties: [2, 3, 4, 5], threshold: 3, epoch: sharing.epoch + 1 }
 * const ceremony = reshareKey({ id, previous, next, self: 1, share, identity, random })
 */
export const reshareKey = ({ id, previous, next, ...party }: ReshareOptions): KeyCeremony =>
  keyCeremony({ id, group: previous.sharing.group, previous, next }, party)

/** Gives the same parties new shares, so that what was stolen before is worth nothing. */
export const refreshKey = (options: RefreshOptions): KeyCeremony => {
  const { parties, threshold, epoch } = options.previous.sharing
  return reshareKey({ ...options, next: { parties, threshold, epoch: epoch + 1 } })
}

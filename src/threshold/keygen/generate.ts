import { keyCeremony, type KeyCeremony, type KeyParty } from './key-ceremony.ts'
import type { Plan } from './plan.ts'

export type GenerateOptions = Omit<Plan, 'previous'> & Omit<KeyParty, 'share'>

/**
 * Makes a key that no one holds: any `threshold` of the parties can use it, fewer know nothing.
 *
 * @example
 * const next = { parties: [1, 2, 3], threshold: 2, epoch: 0 }
 * const ceremony = generateKey({ id, group: secp256k1, next, self: 1, identity, random })
 * const { messages } = ceremony.start()
 */
export const generateKey = ({ id, group, next, ...party }: GenerateOptions): KeyCeremony =>
  keyCeremony({ id, group, next }, party)

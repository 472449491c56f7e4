import type { PartyId } from './errors.ts'

export const SIGNATURE_LENGTH = 64

/** Checks what a party signed with its long-term key, which the registry names. */
export type VerifyIdentity = (party: PartyId, message: Uint8Array, signature: Uint8Array) => boolean

/** A party's own long-term key, with everybody's public ones: what it signs, others can show. */
export type Identity = {
  sign(message: Uint8Array): Uint8Array
  readonly verify: VerifyIdentity
}

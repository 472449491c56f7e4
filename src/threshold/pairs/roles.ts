import { uint16Bytes } from '../encoding/bytes.ts'
import type { PartyId } from '../errors.ts'

/**
 * Who is who in one direction's base transfers. The papers say sender and receiver; the extension
 * turns these two around, so here they have names that mean one thing only: the offerer ends with
 * both seeds of each pair, the chooser with one.
 */
export type Roles = {
  readonly session: Uint8Array
  readonly offerer: PartyId
  readonly chooser: PartyId
}

/** What every hash of a transfer binds. */
export const bindRoles = ({ session, offerer, chooser }: Roles): Uint8Array[] => [
  session,
  uint16Bytes(offerer),
  uint16Bytes(chooser),
]

import { partyId } from '../encoding/codec.ts'
import { Writer } from '../encoding/writer.ts'
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
  encodeParty(offerer),
  encodeParty(chooser),
]

export const encodeParty = (party: PartyId): Uint8Array => {
  const out = new Writer()
  partyId.write(out, party)
  return out.finish()
}

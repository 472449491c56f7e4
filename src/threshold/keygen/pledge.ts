import { equalBytes, uint16Bytes } from '../encoding/bytes.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort, type PartyId } from '../errors.ts'
import type { Context } from './context.ts'
import { openingCodec, type Opening } from './messages.ts'

export const encodeOpening = ({ plan: { group, next } }: Context, opening: Opening): Uint8Array =>
  openingCodec(group, next.threshold).encode(opening)

/** The session and the dealer are inside, so nobody's pledge serves another, or another time. */
export const pledgeOf = (context: Context, dealer: PartyId, opening: Opening): Uint8Array =>
  hash('keygen/pledge', context.session, uint16Bytes(dealer), encodeOpening(context, opening))

/** All pledges as one party heard them, for comparison with what the others heard. */
export const echoOf = (
  { session, dealers }: Context,
  pledges: ReadonlyMap<PartyId, Uint8Array>,
): Uint8Array => {
  const heard = dealers.flatMap((dealer) => pledges.get(dealer) ?? [])
  return hash('keygen/echo', session, ...heard)
}

/**
 * Two who heard different pledges cannot tell which of them lies, or whether a third told them
 * different things. Only where no third one dealt is it clear: we know what we said, and the other
 * knows what it said to us.
 */
export const checkEcho = (
  { self, dealers }: Context,
  sender: PartyId,
  ours: Uint8Array,
  theirs: Uint8Array,
): void => {
  if (equalBytes(ours, theirs)) return
  const thirdDealer = dealers.some((dealer) => dealer !== self && dealer !== sender)
  const culprits = thirdDealer ? [] : [sender]
  throw new Abort('echo-mismatch', culprits, `${sender} heard other pledges than we did`)
}

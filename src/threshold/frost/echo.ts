import { equalBytes, uint16Bytes } from '../encoding/bytes.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort, type PartyId } from '../errors.ts'
import type { Group } from '../groups/group.ts'
import { commitmentList, type SignerNonces } from './aggregate.ts'
import { packageCodec, type Echo, type Package } from './messages.ts'
import type { FrostSuite } from './suite.ts'

/** The session and the party are inside, so nobody's pledge serves another, or another time. */
export const pledgeOf = (
  group: Group,
  session: Uint8Array,
  party: PartyId,
  opened: Package,
): Uint8Array => {
  const encoded = packageCodec(group, opened.commitments.length).encode(opened)
  return hash('frost/pledge', session, uint16Bytes(party), encoded)
}

/** All pledges, one's own too, for comparison with what the others heard. */
export const pledgesEcho = (
  session: Uint8Array,
  pledges: ReadonlyMap<PartyId, Uint8Array>,
): Uint8Array => {
  const ascending = [...pledges].toSorted(([a], [b]) => a - b)
  return hash('frost/echo', session, ...ascending.map(([, pledge]) => pledge))
}

/** What a signer is about to sign, and with whose nonces. */
export const signingEcho = (
  suite: FrostSuite,
  session: Uint8Array,
  message: Uint8Array,
  nonces: SignerNonces,
): Echo => {
  const points = commitmentList(suite, nonces).flatMap(({ hiding, binding }) => [hiding, binding])
  return {
    message: hash('frost/message', session, message),
    nonces: hash('frost/nonces', session, ...points),
  }
}

/**
 * Compares what a peer heard in a round with what we heard. Two who differ cannot tell whether one
 * of them lies or a third told them different things; where there is no third, the peer lies.
 */
export const checkEcho = (
  peer: PartyId,
  peers: readonly PartyId[],
  ours: Uint8Array,
  theirs: Uint8Array,
): void => {
  if (equalBytes(ours, theirs)) return
  const culprits = peers.length > 1 ? [] : [peer]
  throw new Abort('echo-mismatch', culprits, `${peer} heard something else than we did`)
}

import { fixedBytes, list, partyId } from '../encoding/codec.ts'
import { record, type RecordCodec } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import type { PartyId } from '../errors.ts'
import type { Group } from '../groups/group.ts'
import { SIGNATURE_LENGTH, type VerifyIdentity } from '../identity.ts'
import { ascending, type Holders } from '../sharing/holders.ts'
import { publicKey, sharingProblem, type PublicSharing } from '../sharing/key-share.ts'
import { encodeSharing, sharingCodec } from '../sharing/sharing-codec.ts'
import { DIGEST_LENGTH } from './messages.ts'
import { CEREMONY_ID_LENGTH, dealersOf, planProblem, sessionOf, type Plan } from './plan.ts'

/**
 * Every new holder's signature that it holds its share, and of which sharing. It convinces also who
 * was not there: an old holder may then erase its share, and a new one that missed the last round
 * may use the share it has kept.
 */
export type HandoverCertificate = {
  /** The ceremony's. */
  readonly id: Uint8Array
  readonly dealers: readonly PartyId[]
  /** The hash of all that was dealt. */
  readonly dealt: Uint8Array
  readonly sharing: PublicSharing
  /** In the order of the sharing's parties. */
  readonly signatures: readonly Uint8Array[]
}

const certificateFields = (group: Group) => ({
  id: fixedBytes(CEREMONY_ID_LENGTH),
  dealers: list(partyId),
  dealt: fixedBytes(DIGEST_LENGTH),
  sharing: sharingCodec(group),
  signatures: list(fixedBytes(SIGNATURE_LENGTH)),
})

export const certificateCodec = (group: Group): RecordCodec<ReturnType<typeof certificateFields>> =>
  record('handover-certificate', certificateFields(group))

/** What the new holders sign. */
export const transcriptOf = (
  session: Uint8Array,
  dealt: Uint8Array,
  sharing: PublicSharing,
): Uint8Array => hash('keygen/transcript', session, dealt, encodeSharing(sharing))

/**
 * Whether all of `next` hold the key, from `previous` on if it is not a new one. Who is to be next
 * is for the caller to know: a certificate says that somebody holds the key, not that they should.
 */
export const verifyHandover = (
  certificate: HandoverCertificate,
  expected: {
    readonly next: Holders
    readonly previous?: PublicSharing
    readonly verify: VerifyIdentity
  },
): boolean => {
  const { id, dealers, dealt, sharing, signatures } = certificate
  const { next, previous, verify } = expected
  const { group, parties } = sharing
  const handover = previous && { previous: { sharing: previous, dealers } }
  const plan: Plan = { id, group, next, ...handover }

  if (planProblem(plan) !== undefined || sharingProblem(sharing) !== undefined) return false
  if (!sameNumbers(dealers, dealersOf(plan))) return false
  if (!sameNumbers(parties, ascending(next.parties))) return false
  if (sharing.threshold !== next.threshold || sharing.epoch !== next.epoch) return false
  if (previous !== undefined && !publicKey(sharing).equals(publicKey(previous))) return false

  const transcript = transcriptOf(sessionOf(plan), dealt, sharing)
  return (
    signatures.length === parties.length &&
    signatures.every((signature, i) => verify(parties[i] ?? 0, transcript, signature))
  )
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i])

import { bytesUpTo, fixedBytes, list, partyId, text, uint16, uint32 } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import type { PartyId } from '../errors.ts'
import type { Group } from '../groups/group.ts'
import { ascending, holdersProblem, type Holders } from '../sharing/holders.ts'
import { sharingProblem, type PublicSharing } from '../sharing/key-share.ts'
import { encodeSharing } from '../sharing/sharing-codec.ts'

export const CEREMONY_ID_LENGTH = 32

/** A key that exists, and which of its holders deal it out again. */
export type Handover = {
  readonly sharing: PublicSharing
  /** At least as many as the key's threshold. */
  readonly dealers: readonly PartyId[]
}

/** All that is agreed before a ceremony; without `previous`, it makes a new key. */
export type Plan = {
  /** Random, and never used for another ceremony. */
  readonly id: Uint8Array
  readonly group: Group
  readonly next: Holders
  readonly previous?: Handover
}

export const dealersOf = ({ next, previous }: Plan): PartyId[] =>
  ascending(previous?.dealers ?? next.parties)

/** Everybody who takes part: who deals, and who will hold. */
export const participantsOf = (plan: Plan): PartyId[] =>
  ascending(new Set([...dealersOf(plan), ...plan.next.parties]))

/** What no honest caller would plan, in words; undefined when there is nothing to object to. */
export const planProblem = ({ id, group, next, previous }: Plan): string | undefined => {
  if (id.length !== CEREMONY_ID_LENGTH) return `an id has ${CEREMONY_ID_LENGTH} bytes`
  const problem = holdersProblem(next)
  if (problem !== undefined || previous === undefined) return problem
  return handoverProblem(group, next, previous)
}

const handoverProblem = (
  group: Group,
  next: Holders,
  { sharing, dealers }: Handover,
): string | undefined => {
  const problem = sharingProblem(sharing)
  if (problem !== undefined) return `the previous sharing: ${problem}`
  if (sharing.group.name !== group.name) return `the key lives in ${sharing.group.name}`
  if (next.epoch !== sharing.epoch + 1) {
    return `epoch ${next.epoch} does not follow epoch ${sharing.epoch}`
  }
  if (new Set(dealers).size !== dealers.length) return 'a dealer is named twice'
  if (!dealers.every((dealer) => sharing.parties.includes(dealer))) {
    return 'only holders of the key can deal it'
  }
  if (dealers.length < sharing.threshold) {
    return `it takes ${sharing.threshold} dealers, not ${dealers.length}`
  }
  return undefined
}

const statement = record('key-plan', {
  id: fixedBytes(CEREMONY_ID_LENGTH),
  group: text,
  epoch: uint32,
  threshold: uint16,
  parties: list(partyId),
  dealers: list(partyId),
  previous: bytesUpTo(0xffff),
})

/** Two parties that plan anything differently are in two sessions, and never hear each other. */
export const sessionOf = (plan: Plan): Uint8Array => {
  const { id, group, next, previous } = plan
  const encoded = statement.encode({
    id,
    group: group.name,
    epoch: next.epoch,
    threshold: next.threshold,
    parties: ascending(next.parties),
    dealers: dealersOf(plan),
    previous: previous === undefined ? new Uint8Array(0) : encodeSharing(previous.sharing),
  })
  return hash('keygen/session', encoded)
}

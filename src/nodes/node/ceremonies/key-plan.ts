import type { CurrentNodeSet } from '../../../registry/node-set.ts'
import {
  bytesUpTo,
  fixedBytes,
  list,
  partyId,
  text,
  uint16,
  uint32,
  type Decoded,
} from '../../../threshold/encoding/codec.ts'
import { record } from '../../../threshold/encoding/record.ts'
import { CEREMONY_ID_LENGTH } from '../../../threshold/keygen/plan.ts'
import type { KeyPurpose } from '../store/vault.ts'

/** What the lowest party proposes to all others: everybody takes part, or nobody does. */
export const planRecord = record('key-proposal', {
  id: fixedBytes(CEREMONY_ID_LENGTH),
  purpose: text,
  epoch: uint32,
  threshold: uint16,
  parties: list(partyId),
})
export type KeyProposal = Decoded<typeof planRecord>

/** Asks for the proof that everybody holds a share of a key, as whoever missed the last round does. */
export const certificateRequest = record('certificate-request', {
  publicKey: bytesUpTo(96),
  epoch: uint32,
})

export const proposalFor = (
  purpose: KeyPurpose,
  id: Uint8Array,
  { epoch, threshold, nodes }: CurrentNodeSet,
): KeyProposal => ({ id, purpose, epoch, threshold, parties: partiesOf(nodes) })

/** Whether a proposal is about exactly the set that the registry names. */
export const fitsNodeSet = (
  { epoch, threshold, parties }: KeyProposal,
  set: CurrentNodeSet,
): boolean => {
  const expected = partiesOf(set.nodes)
  return (
    epoch === set.epoch &&
    threshold === set.threshold &&
    parties.length === expected.length &&
    parties.every((party, place) => party === expected[place])
  )
}

export const partiesOf = (nodes: CurrentNodeSet['nodes']): number[] =>
  nodes.map(({ party }) => party).toSorted((a, b) => a - b)

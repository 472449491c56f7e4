import { equalBytes } from '../encoding/bytes.ts'
import { list, partyId, text, uint16, uint32, type Codec } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { EncodingError } from '../errors.ts'
import { pointCodec } from '../groups/codec.ts'
import type { Group } from '../groups/group.ts'
import { sharingProblem, type PublicSharing } from './key-share.ts'

/** Says which group the points are of, before any of them is read. */
const groupCodec = (group: Group): Codec<Group> => ({
  write: (out, { name }) => text.write(out, name),
  read(input) {
    const name = text.read(input)
    if (name === group.name) return group
    throw new EncodingError('wrong-type', `a sharing over ${group.name} wanted, not ${name}`)
  },
})

const sharingRecord = (group: Group) =>
  record('sharing', {
    group: groupCodec(group),
    epoch: uint32,
    threshold: uint16,
    parties: list(partyId),
    commitments: list(pointCodec(group)),
  })

/** A sharing in bytes, for transcripts and for the wire; reading refuses what cannot be one. */
export const sharingCodec = (group: Group): Codec<PublicSharing> => {
  const fields = sharingRecord(group)
  return {
    write: (out, sharing) => fields.write(out, sharing),
    read(input) {
      const sharing = fields.read(input)
      const problem = sharingProblem(sharing)
      if (problem !== undefined) throw new EncodingError('out-of-range', problem)
      return sharing
    },
  }
}

export const encodeSharing = (sharing: PublicSharing): Uint8Array =>
  sharingRecord(sharing.group).encode(sharing)

/** The same key, holders and epoch, and the same polynomial behind them. */
export const sameSharing = (a: PublicSharing, b: PublicSharing): boolean =>
  equalBytes(encodeSharing(a), encodeSharing(b))

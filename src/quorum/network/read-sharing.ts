import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { Reader } from '../../threshold/encoding/reader.ts'
import { EncodingError, UsageError } from '../../threshold/errors.ts'
import type { Group } from '../../threshold/groups/group.ts'
import { publicKey, type PublicSharing } from '../../threshold/sharing/key-share.ts'
import { sharingCodec } from '../../threshold/sharing/sharing-codec.ts'

/** A sharing of exactly this key, or undefined: whatever else it says, it is not about ours. */
export const readSharing = (group: Group, key: Hex, bytes: Hex): PublicSharing | undefined => {
  try {
    const input = new Reader(fromHex(bytes))
    const sharing = sharingCodec(group).read(input)
    input.end()
    return toHex(group.encodePoint(publicKey(sharing))) === key ? sharing : undefined
  } catch (error) {
    if (error instanceof EncodingError || error instanceof UsageError) return undefined
    throw error
  }
}

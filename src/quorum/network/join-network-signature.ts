import { fromHex, toHex, type Hex } from '../../payloads/encoding/hex.ts'
import { combineBls } from '../../threshold/bls/combine.ts'
import type { BlsPurpose } from '../../threshold/bls/purpose.ts'
import { decodeBlsShare, type BlsShare } from '../../threshold/bls/share.ts'
import { Abort } from '../../threshold/errors.ts'
import { bls12381G1 } from '../../threshold/groups/bls12-381.ts'
import type { PublicSharing } from '../../threshold/sharing/key-share.ts'

export type NetworkSignature = {
  /** Missing as long as too few of the shares are right. */
  readonly signature: Hex | undefined
  /** Whose share is wrong, as far as it shows. */
  readonly wrong: readonly number[]
}

/** Joins what nodes gave of the network key's signature; what comes out is verified under it. */
export const joinNetworkSignature = (options: {
  readonly sharing: PublicSharing
  readonly purpose: BlsPurpose
  readonly message: Uint8Array
  /** By node. */
  readonly shares: ReadonlyMap<number, Hex>
}): NetworkSignature => {
  const { sharing, purpose, message } = options
  const shares: BlsShare[] = []
  const wrong: number[] = []
  for (const [party, bytes] of options.shares) {
    const share = read(sharing, party, bytes)
    if (share === undefined) wrong.push(party)
    else shares.push(share)
  }
  if (shares.length < sharing.threshold) return { signature: undefined, wrong }
  try {
    const joined = combineBls({ sharing, purpose, message, shares })
    const signature = toHex(bls12381G1.encodePoint(joined.signature))
    return { signature, wrong: [...wrong, ...joined.wrong] }
  } catch (error) {
    if (!(error instanceof Abort)) throw error
    return { signature: undefined, wrong: [...wrong, ...error.culprits] }
  }
}

const read = (sharing: PublicSharing, party: number, bytes: Hex): BlsShare | undefined => {
  if (!sharing.parties.includes(party)) return undefined
  try {
    return decodeBlsShare(party, fromHex(bytes), { proven: true })
  } catch (error) {
    if (error instanceof Abort) return undefined
    throw error
  }
}

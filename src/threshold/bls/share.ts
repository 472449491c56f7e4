import { partyId } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { Abort, EncodingError, type PartyId } from '../errors.ts'
import { bls12381G1 } from '../groups/bls12-381.ts'
import { pointCodec, scalarCodec } from '../groups/codec.ts'
import type { Point } from '../groups/group.ts'

/** That one scalar takes the hashed message to the share and G2's base to the party's key. */
export type ShareProof = {
  readonly challenge: bigint
  readonly response: bigint
}

/** One party's part of a signature; with a proof, nobody needs a pairing to judge it. */
export type BlsShare = {
  readonly party: PartyId
  readonly signature: Point
  readonly proof?: ShareProof
}

const plain = { party: partyId, signature: pointCodec(bls12381G1) }

const plainShare = record('bls-share', plain)

const provenShare = record('bls-proven-share', {
  ...plain,
  challenge: scalarCodec(bls12381G1.order),
  response: scalarCodec(bls12381G1.order),
})

export const encodeBlsShare = ({ party, signature, proof }: BlsShare): Uint8Array =>
  proof === undefined
    ? plainShare.encode({ party, signature })
    : provenShare.encode({ party, signature, ...proof })

/** Reads what `sender` sent; nobody speaks for another. */
export const decodeBlsShare = (
  sender: PartyId,
  bytes: Uint8Array,
  options: { readonly proven: boolean },
): BlsShare => {
  const share = ((): BlsShare => {
    try {
      if (!options.proven) return plainShare.decode(bytes)
      const { party, signature, ...proof } = provenShare.decode(bytes)
      return { party, signature, proof }
    } catch (error) {
      if (!(error instanceof EncodingError)) throw error
      throw new Abort('malformed-message', [sender], `share of ${sender}: ${error.message}`)
    }
  })()
  if (share.party === sender) return share
  throw new Abort('malformed-message', [sender], `${sender} sent a share of ${share.party}`)
}

import { fixedBytes, partyId, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import type { PartyId } from '../errors.ts'
import { scalarCodec } from '../groups/codec.ts'
import type { Point } from '../groups/group.ts'
import { compress, compressedPoint, secp256k1 } from '../groups/secp256k1.ts'
import { SIGNATURE_LENGTH, type Identity, type VerifyIdentity } from '../identity.ts'

/** What a signer tells one other; signed, so that a wrong share can be traced to it later. */
const pairStatement = record('presign-pair', {
  header: fixedBytes(32),
  from: partyId,
  to: partyId,
  gammaNonce: compressedPoint,
  gammaKey: compressedPoint,
  psi: scalarCodec(secp256k1.order),
})

const signedBytes = (said: Decoded<typeof pairStatement>): Uint8Array =>
  hash('ecdsa/pair-statement', pairStatement.encode(said))

/** A pair statement as its addressee keeps it; header and addressee are understood. */
export const receivedStatement = record('received-statement', {
  from: partyId,
  gammaNonce: compressedPoint,
  gammaKey: compressedPoint,
  psi: scalarCodec(secp256k1.order),
  signature: fixedBytes(SIGNATURE_LENGTH),
})
export type ReceivedStatement = Decoded<typeof receivedStatement>

type Link = { readonly header: Uint8Array; readonly to: PartyId }

export const signPairStatement = (
  identity: Identity,
  link: Link,
  said: { from: PartyId; gammaNonce: Point; gammaKey: Point; psi: bigint },
): ReceivedStatement => {
  const { from, psi } = said
  const unsigned = {
    from,
    gammaNonce: compress(said.gammaNonce),
    gammaKey: compress(said.gammaKey),
    psi,
  }
  const signature = identity.sign(signedBytes({ ...link, ...unsigned }))
  return { ...unsigned, signature }
}

export const verifyPairStatement = (
  verify: VerifyIdentity,
  link: Link,
  { signature, ...said }: ReceivedStatement,
): boolean => verify(said.from, signedBytes({ ...link, ...said }), signature)

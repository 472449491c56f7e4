import { fixedBytes, list, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { pointCodec, scalarCodec } from '../groups/codec.ts'
import type { Group } from '../groups/group.ts'
import { SIGNATURE_LENGTH } from '../identity.ts'

export const DIGEST_LENGTH = 32
export const SALT_LENGTH = 32

/** Round 1, each dealer to all: the hash of what it will open, so that nobody deals last. */
export const pledgeMessage = record('keygen-pledge', { pledge: fixedBytes(DIGEST_LENGTH) })

/** What a pledge is a hash of: the polynomial's commitments, exactly as many as the threshold. */
export const openingCodec = (group: Group, threshold: number) =>
  record('keygen-opening', {
    commitments: list(pointCodec(group), threshold),
    salt: fixedBytes(SALT_LENGTH),
  })

export type Opening = Decoded<ReturnType<typeof openingCodec>>

/** Schnorr's proof in the form that puts no point on the wire. */
export const proofCodec = ({ order }: Group) =>
  record('keygen-proof', { challenge: scalarCodec(order), response: scalarCodec(order) })

export type Proof = Decoded<ReturnType<typeof proofCodec>>

const dealingCodec = (group: Group, threshold: number, shares: number) =>
  record('keygen-dealing', {
    opening: openingCodec(group, threshold),
    proof: proofCodec(group),
    shares: list(scalarCodec(group.order), shares),
  })

/** What a dealer tells one party: the same to all, but for the share, which only holders get. */
export type Dealing = Decoded<ReturnType<typeof dealingCodec>>

/**
 * Round 2, everybody to everybody: what was heard in round 1 and, from a dealer, its dealing. The
 * roles of both ends say how many dealings and shares there are, so that none can be left out.
 */
export const revealMessage = (
  group: Group,
  threshold: number,
  roles: { readonly fromDealer: boolean; readonly toHolder: boolean },
) =>
  record('keygen-reveal', {
    echo: fixedBytes(DIGEST_LENGTH),
    dealings: list(
      dealingCodec(group, threshold, roles.toHolder ? 1 : 0),
      roles.fromDealer ? 1 : 0,
    ),
  })

/** Round 3, each new holder to all: that it holds its share, and of which sharing. */
export const confirmation = record('keygen-confirmation', {
  signature: fixedBytes(SIGNATURE_LENGTH),
})

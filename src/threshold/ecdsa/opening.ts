// When shares do not join, each signer opens phi in the exponent. The check that follows from it is
// ours, not the paper's: docs/threat-model.md lists it among the assumptions.
import { uint16Bytes } from '../encoding/bytes.ts'
import { fixedBytes, list, partyId, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { pointCodec } from '../groups/codec.ts'
import type { Point } from '../groups/group.ts'
import { decompress, secp256k1 } from '../groups/secp256k1.ts'
import { SIGNATURE_LENGTH, type VerifyIdentity } from '../identity.ts'
import type { Contribution } from './contribution.ts'
import { equalLogsProof, type EqualLogs } from './equal-logs.ts'
import { receivedStatement } from './statements.ts'

const point = pointCodec(secp256k1)

const products = record('opening-products', { nonce: point, keyShare: point })

const statement = record('opening-statement', {
  header: fixedBytes(32),
  party: partyId,
  binding: fixedBytes(32),
  /** phi * G, and phi times every signer's nonce and key share, in the signers' order. */
  phi: point,
  products: list(products),
  proof: equalLogsProof,
  received: list(receivedStatement),
})
export type OpeningStatement = Decoded<typeof statement>

export const openingRecord = record('opening', {
  statement,
  signature: fixedBytes(SIGNATURE_LENGTH),
})
export type Opening = Decoded<typeof openingRecord>

export const openingStatement = (said: OpeningStatement): Uint8Array =>
  hash('ecdsa/opening', statement.encode(said))

export const verifyOpening = (verify: VerifyIdentity, opening: Opening): boolean =>
  verify(opening.statement.party, openingStatement(opening.statement), opening.signature)

/** What an opening must prove: one phi behind all of its points. */
export const openingClaim = (
  said: Pick<OpeningStatement, 'header' | 'party' | 'binding' | 'phi' | 'products'>,
  contributions: readonly Contribution[],
): EqualLogs => ({
  context: hash('ecdsa/opening-claim', said.header, uint16Bytes(said.party), said.binding),
  image: said.phi,
  pairs: contributions.flatMap(({ nonce, keyShare }, index) => {
    const product = said.products[index]
    if (product === undefined) return []
    return [
      { base: decompress(nonce), product: product.nonce },
      { base: decompress(keyShare), product: product.keyShare },
    ]
  }),
})

export const productsOf = (
  phi: bigint,
  contributions: readonly Contribution[],
): readonly { readonly nonce: Point; readonly keyShare: Point }[] =>
  contributions.map(({ nonce, keyShare }) => ({
    nonce: decompress(nonce).multiply(phi),
    keyShare: decompress(keyShare).multiply(phi),
  }))

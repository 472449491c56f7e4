import { fixedBytes } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { pointCodec, scalarCodec } from '../groups/codec.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { SIGNATURE_LENGTH } from '../identity.ts'
import { extensionMessage } from '../ot/extension.ts'
import { rvoleMessage } from '../rvole/parameters.ts'

export const SALT_LENGTH = 32

/** Round 1: bound to a nonce, and the first message of multiplying with the peer's secrets. */
export const offerMessage = record('presign-offer', {
  commitment: fixedBytes(32),
  extension: extensionMessage,
})

/** Round 2: the nonce, and the answer to the peer's offer. */
export const replyMessage = record('presign-reply', {
  nonce: pointCodec(secp256k1),
  salt: fixedBytes(SALT_LENGTH),
  keyShare: pointCodec(secp256k1),
  contributionSignature: fixedBytes(SIGNATURE_LENGTH),
  gammaNonce: pointCodec(secp256k1),
  gammaKey: pointCodec(secp256k1),
  psi: scalarCodec(secp256k1.order),
  pairSignature: fixedBytes(SIGNATURE_LENGTH),
  rvole: rvoleMessage,
})

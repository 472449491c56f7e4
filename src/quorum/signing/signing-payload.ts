import { digestOf } from '../../payloads/digest-of.ts'
import { fromHex, type Hex } from '../../payloads/encoding/hex.ts'
import { PayloadError } from '../../payloads/errors.ts'
import { decodePayload, encodePayload, type WirePayload } from '../../payloads/payload.ts'
import { QuorumError } from '../errors.ts'

/** Nothing but 32 bytes, for sessions that may sign such. */
export type RawDigest = { readonly kind: 'digest'; readonly bytes: Hex }

/** What nodes are sent, and the digest that they will find for it. */
export type SigningPayload = {
  readonly wire: WirePayload | RawDigest
  readonly digest: Uint8Array
}

/** Read as nodes read it: what they would refuse to read is refused here. */
export const readForSigning = (payload: WirePayload | RawDigest): SigningPayload => {
  try {
    if (payload.kind === 'digest') {
      const digest = fromHex(payload.bytes, 'the digest')
      if (digest.length !== 32) throw new PayloadError('out-of-range', 'a digest has 32 bytes')
      return { wire: payload, digest }
    }
    const read = decodePayload(payload)
    return { wire: encodePayload(read), digest: digestOf(read) }
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    throw new QuorumError('bad-payload', `this cannot be signed: ${error.message}`, {
      cause: error,
    })
  }
}

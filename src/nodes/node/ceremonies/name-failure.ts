import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { toHex } from '../../../threshold/encoding/bytes.ts'
import { Abort, EncodingError, UsageError } from '../../../threshold/errors.ts'

/** What a wallet is told when a presignature did not come about. */
export const nameAbort = (error: unknown): unknown => {
  if (error instanceof UsageError && error.code === 'reused') {
    return new ProtocolError('bad-request', 'this header was used before: draw a fresh id')
  }
  if (error instanceof UsageError) return new ProtocolError('stale-header', error.message)
  if (!(error instanceof Abort)) return error
  const { code, culprits, evidence } = error
  if (code === 'silent') {
    return new ProtocolError('ceremony-timeout', 'not every signer spoke in time: try others', {
      details: { waitingFor: culprits },
      retryAfter: 1,
    })
  }
  return new ProtocolError('ceremony-failed', 'the signers did not come to a presignature', {
    details: {
      abort: code,
      culprits,
      // What the wallet needs of every signer to tell whose key share was false.
      ...(evidence !== undefined && { evidence: `0x${toHex(evidence)}` }),
    },
    retryAfter: 1,
  })
}

/** What a wallet carries between signers, decoded; what does not decode is the wallet's mistake. */
export const decodeAll = <T>(
  codec: { readonly name: string; decode(bytes: Uint8Array): T },
  encoded: readonly Uint8Array[],
): readonly T[] => {
  try {
    return encoded.map((bytes) => codec.decode(bytes))
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
    throw new ProtocolError('bad-request', `${codec.name}: ${error.message}`)
  }
}

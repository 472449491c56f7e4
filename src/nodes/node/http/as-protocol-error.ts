import { PayloadError } from '../../../payloads/errors.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { StoreError } from '../store/store-error.ts'

/** What a wallet is told. What has no name on the wire stays inside, and is logged. */
export const asProtocolError = (error: unknown): ProtocolError => {
  if (error instanceof ProtocolError) return error
  if (error instanceof PayloadError) {
    return new ProtocolError('bad-payload', error.message, { details: { reason: error.code } })
  }
  if (error instanceof StoreError) {
    return new ProtocolError(
      'store-failed',
      'this node cannot write down what it does: ask others',
      {
        cause: error,
      },
    )
  }
  return new ProtocolError(
    'internal',
    'something failed here; it was logged, and you may try again',
    {
      cause: error,
    },
  )
}

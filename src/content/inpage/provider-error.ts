import { rpcCode, type RpcProblem } from '../../messages/rpc-error.ts'

/** What `request` rejects with: an `Error` with a code, as EIP-1193 says. */
export class ProviderError extends Error {
  readonly code: number
  readonly data?: unknown
  constructor({ code, message, data }: RpcProblem) {
    super(message)
    this.name = 'ProviderRpcError'
    this.code = code
    if (data !== undefined) this.data = data
  }
}

/** Of the event that tells of it, EIP-1193 takes the codes of https://www.rfc-editor.org/rfc/rfc6455. */
export const closed = {
  /** The extension is gone. */
  forGood: 1011,
  /** The chain does not answer now: clients stay connected for this one. */
  forNow: 1013,
} as const

export const goneError = (): ProviderError =>
  new ProviderError({
    code: rpcCode.disconnected,
    message: 'The wallet was updated or removed: reload the page.',
  })

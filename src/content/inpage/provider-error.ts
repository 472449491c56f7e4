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

export const goneError = (): ProviderError =>
  new ProviderError({
    code: rpcCode.disconnected,
    message: 'The wallet was updated or removed: reload the page.',
  })

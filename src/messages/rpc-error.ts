/** What dapps tell problems apart by: EIP-1193, EIP-1474 and EIP-5792, as their clients read them. */
export const rpcCode = {
  userRejected: 4001,
  unauthorized: 4100,
  unsupportedMethod: 4200,
  disconnected: 4900,
  chainDisconnected: 4901,
  unknownChain: 4902,
  unsupportedCapability: 5700,
  unsupportedChain: 5710,
  duplicateBundle: 5720,
  unknownBundle: 5730,
  bundleTooLarge: 5740,
  atomicityUnsupported: 5760,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
  invalidInput: -32_000,
  alreadyPending: -32_002,
  transactionRejected: -32_003,
  limitExceeded: -32_005,
} as const

export type RpcProblem = {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

/** A refusal that a page is told of as it is: the code for programs, the message for people. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: unknown
  constructor(
    kind: keyof typeof rpcCode | number,
    message: string,
    options: { readonly data?: unknown; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = typeof kind === 'number' ? kind : rpcCode[kind]
    this.data = options.data
  }
}

/** Nothing of an unexpected error leaves: its text could name what is none of a page's business. */
export const problemOf = (error: unknown): RpcProblem =>
  error instanceof RpcError
    ? {
        code: error.code,
        message: error.message,
        ...(error.data !== undefined && { data: error.data }),
      }
    : { code: rpcCode.internal, message: 'The wallet could not do this: try again.' }

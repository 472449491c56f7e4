import { errorStatus, type ErrorCode } from './error-code.ts'

/** What a client needs to act on an error, beyond its code: never a secret, never a stack trace. */
export type ErrorDetails = Readonly<Record<string, unknown>>

/** An error that has a name on the wire. Whoever throws it says what to do in the message. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError'
  readonly code: ErrorCode
  readonly details: ErrorDetails
  /** For codes that pass: seconds after which to ask again. */
  readonly retryAfter: number | undefined
  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: ErrorDetails; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.details = options.details ?? {}
    this.retryAfter = options.retryAfter
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

import * as z from 'zod'
import { errorStatus, type ErrorCode } from './error-code.ts'
import { ProtocolError } from './protocol-error.ts'

export const errorBody = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    /** Missing where a relay answers. */
    node: z.int().optional(),
    requestId: z.string().optional(),
    retryAfter: z.number().optional(),
    details: z.record(z.string(), z.unknown()),
  }),
})
export type ErrorBody = z.infer<typeof errorBody>

/** What is said in place of an answer. An error without a name of ours says nothing of its inside. */
export const errorBodyOf = (
  error: unknown,
  from: { readonly node?: number; readonly requestId?: string } = {},
): ErrorBody => {
  const known =
    error instanceof ProtocolError
      ? error
      : new ProtocolError('internal', 'something failed here; it was logged, and you may try again')
  const { code, message, details, retryAfter } = known
  return {
    error: { code, message, ...from, ...(retryAfter !== undefined && { retryAfter }), details },
  }
}

/** A code that a newer node made up reads as `internal`. */
export const readErrorBody = (body: ErrorBody): ProtocolError => {
  const { code, message, details, retryAfter } = body.error
  return new ProtocolError(isErrorCode(code) ? code : 'internal', message, {
    details,
    ...(retryAfter !== undefined && { retryAfter }),
  })
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorStatus, code)

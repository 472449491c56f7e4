import type { Limits } from '../../../../protocol/limits.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'

export type LimitName = Exclude<keyof Limits, 'livePresignatures'>

type Shown = string | number | readonly string[] | null

/** `allowed` and `asked` are for people; null is what the payload does not say. */
export const limitExceeded = (
  limit: LimitName,
  message: string,
  values: { readonly allowed: Shown; readonly asked: Shown },
): ProtocolError => new ProtocolError('limit-exceeded', message, { details: { limit, ...values } })

export const checkListed = (
  limit: LimitName,
  allowed: readonly string[] | undefined,
  asked: string | null,
): void => {
  if (allowed === undefined || (asked !== null && allowed.includes(asked))) return
  throw limitExceeded(limit, `the session is limited to other ${limit}`, { allowed, asked })
}

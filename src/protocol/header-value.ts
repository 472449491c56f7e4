import { base64urlnopad } from '@scure/base'
import type * as z from 'zod'
import { ProtocolError } from './protocol-error.ts'

/** The longest header value that is read. */
export const MAX_HEADER_VALUE = 12 * 1024

export const encodeHeaderValue = (value: object): string =>
  base64urlnopad.encode(new TextEncoder().encode(JSON.stringify(value)))

/** Names the header, never its content, in what it throws. */
export const decodeHeaderValue = <T>(name: string, schema: z.ZodType<T>, value: string): T => {
  const parsed = schema.safeParse(read(name, value))
  if (parsed.success) return parsed.data
  throw new ProtocolError('bad-request', `the header ${name} is not as the protocol has it`, {
    details: { problems: parsed.error.issues.slice(0, 5).map(({ path }) => path.join('.')) },
  })
}

const read = (name: string, value: string): unknown => {
  if (value.length > MAX_HEADER_VALUE) {
    throw new ProtocolError('too-large', `the header ${name} is longer than any honest one`)
  }
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(base64urlnopad.decode(value)),
    )
  } catch {
    throw new ProtocolError('bad-request', `the header ${name} is no base64url of JSON`)
  }
}

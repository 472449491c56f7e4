import type * as z from 'zod'
import { ProtocolError } from '../../../protocol/protocol-error.ts'

/** How many problems are named: enough to mend a client by. */
const MOST_PROBLEMS = 5

/** JSON of the shape that the endpoint takes, or an error that says which fields are not. */
export const parseBody = <T>(
  schema: z.ZodType<T>,
  contentType: string | null,
  bytes: Uint8Array,
): T => {
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    throw new ProtocolError('bad-request', 'send JSON, with content-type: application/json')
  }
  const parsed = schema.safeParse(read(bytes))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
  throw new ProtocolError(
    'bad-request',
    `the body is not as the protocol has it: ${problems[0] ?? ''}`,
    {
      details: { problems },
    },
  )
}

const read = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ProtocolError('bad-request', 'the body is no JSON')
  }
}

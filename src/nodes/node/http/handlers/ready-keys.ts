import type * as z from 'zod'
import type { readyKeysAnswer } from '../../../../protocol/endpoints.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { sessionEndpoint } from '../endpoint.ts'

type Answer = z.infer<typeof readyKeysAnswer>

/** Keys that nobody has claimed yet. */
export const readyKeys = sessionEndpoint(
  { method: 'GET', path: '/v1/keys/ready' },
  ({ parts }): Answer => {
    const keys = [...parts.signing.readyKeys()]
    if (keys.length > 0) return { keys }
    throw new ProtocolError('no-ready-key', 'the nodes are making new keys', { retryAfter: 2 })
  },
)

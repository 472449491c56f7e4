import type * as z from 'zod'
import type { genesisAnswer } from '../../../../protocol/endpoints.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { publicEndpoint } from '../endpoint.ts'

type Answer = z.infer<typeof genesisAnswer>

/** This node's signature for the network key that it made with the others. */
export const genesis = publicEndpoint(
  { method: 'GET', path: '/v1/genesis' },
  async ({ parts }): Promise<Answer> => {
    const found = await parts.signing.genesis()
    if (found !== undefined) return found
    throw new ProtocolError('not-ready', 'the nodes are still making the network key', {
      retryAfter: 1,
    })
  },
)

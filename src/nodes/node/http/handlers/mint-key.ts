import type * as z from 'zod'
import { mintBody, type mintAnswer } from '../../../../protocol/mint.ts'
import { sessionBodyEndpoint } from '../endpoint.ts'

type Answer = z.infer<typeof mintAnswer>

/** This node's signature for a mint, and its word on the key that is minted. */
export const mintKey = sessionBodyEndpoint(
  { method: 'POST', path: '/v1/keys' },
  mintBody,
  async ({ parts, session, body, now }): Promise<Answer> => {
    const signature = await parts.mints.sign(body.mint, session.certificate, now)
    const { share, sharing } = parts.pkpStatements.of(body.mint.publicKey)
    return { signature, share, sharing }
  },
)

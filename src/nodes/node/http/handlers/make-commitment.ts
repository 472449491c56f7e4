import { commitmentBody } from '../../../../protocol/endpoints.ts'
import { acknowledgeCommitment } from '../../auth/openid/commitments.ts'
import { keyEndpoint } from '../endpoint.ts'

/** Remembers the hash of a token that has no nonce, for the session key that names it first. */
export const makeCommitment = keyEndpoint(
  { method: 'POST', path: '/v1/commitments' },
  { body: commitmentBody, keyOf: ({ sessionKey }) => sessionKey },
  ({ parts, body, now }) => acknowledgeCommitment(parts.auth, body, now),
)

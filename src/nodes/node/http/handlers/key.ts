import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { publicKey } from '../../../../protocol/schemas.ts'
import { publicEndpoint } from '../endpoint.ts'

/** A share of the network key's word that the nodes made a key, for anybody. */
export const key = publicEndpoint(
  { method: 'GET', path: '/v1/keys/:publicKey' },
  ({ parts, parameter }) => {
    const asked = publicKey.safeParse(parameter)
    if (asked.success) return parts.pkpStatements.of(asked.data)
    throw new ProtocolError('unknown-key', 'keys are named by their uncompressed points, in hex')
  },
)

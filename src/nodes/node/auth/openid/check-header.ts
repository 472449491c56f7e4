import type { JsonObject } from '../../../../payloads/encoding/json.ts'
import { badProof } from '../bad-proof.ts'
import type { TokenAlgorithm } from './provider-key.ts'

/** What would bring a key along, or change how the token is read. */
const refused = ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc']

const algorithms = ['RS256', 'ES256', 'EdDSA'] as const

export const checkHeader = (
  header: JsonObject,
): { readonly kid: string; readonly algorithm: TokenAlgorithm } => {
  const odd = refused.find((name) => header.has(name))
  if (odd !== undefined) throw badProof('token-header', `a token's header has no ${odd} here`)
  const type = header.get('typ')
  if (type !== undefined && type !== 'JWT') {
    throw badProof('token-header', 'the token is of another type than JWT')
  }
  const kid = header.get('kid')
  if (typeof kid !== 'string' || kid === '' || kid.length > 200) {
    throw badProof('token-header', 'the token does not say by which key it is signed')
  }
  const algorithm = algorithms.find((one) => one === header.get('alg'))
  if (algorithm === undefined) {
    throw badProof('algorithm', `tokens are signed by ${algorithms.join(', ')}`)
  }
  return { kid, algorithm }
}

import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import * as z from 'zod'

/** One algorithm for each type of key, so that a token has no say in it. */
export type TokenAlgorithm = 'RS256' | 'ES256' | 'EdDSA'

export type ProviderKey = {
  readonly kid: string
  readonly algorithm: TokenAlgorithm
  readonly key: KeyObject
}

const MAX_KEYS = 50
const MIN_RSA_BITS = 2048

const jwk = z.looseObject({
  kty: z.string(),
  kid: z.string().min(1).max(200),
  alg: z.string().optional(),
  use: z.string().optional(),
  key_ops: z.array(z.string()).optional(),
  crv: z.string().optional(),
})
type Jwk = z.infer<typeof jwk>

const keySet = z.looseObject({ keys: z.array(z.unknown()).max(MAX_KEYS) })

/**
 * The keys of a set that can sign tokens. What is for something else, is too weak or does not read
 * is left out, and so are two of one name, between which nobody could choose.
 */
export const readProviderKeys = (value: unknown): readonly ProviderKey[] => {
  const keys = keySet.parse(value).keys.flatMap((one) => {
    const parsed = jwk.safeParse(one)
    const key = parsed.success ? readKey(parsed.data) : undefined
    return key === undefined ? [] : [key]
  })
  return keys.filter(
    (one) =>
      keys.filter((key) => key.kid === one.kid && key.algorithm === one.algorithm).length === 1,
  )
}

const algorithmOf = ({ kty, crv }: Jwk): TokenAlgorithm | undefined => {
  if (kty === 'RSA') return 'RS256'
  if (kty === 'EC' && crv === 'P-256') return 'ES256'
  return kty === 'OKP' && crv === 'Ed25519' ? 'EdDSA' : undefined
}

const readKey = (found: Jwk): ProviderKey | undefined => {
  const { kid, alg, use, key_ops: operations } = found
  const algorithm = algorithmOf(found)
  if (algorithm === undefined || (alg !== undefined && alg !== algorithm)) return undefined
  if (use !== undefined && use !== 'sig') return undefined
  if (operations !== undefined && !operations.includes('verify')) return undefined
  // Whoever publishes the private part has given it to everybody.
  if ('d' in found) return undefined
  try {
    const key = createPublicKey({ key: found as JsonWebKey, format: 'jwk' })
    return isStrong(key) ? { kid, algorithm, key } : undefined
  } catch {
    return undefined
  }
}

const isStrong = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean => {
  if (asymmetricKeyType !== 'rsa') return true
  const { modulusLength = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {}
  return modulusLength >= MIN_RSA_BITS && publicExponent >= 65_537n && publicExponent % 2n === 1n
}

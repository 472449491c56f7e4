// https://www.rfc-editor.org/rfc/rfc9052 and rfc9053; COSE keys of WebAuthn in their canonical CBOR
import { createPublicKey, type KeyObject } from 'node:crypto'
import { badProof } from '../bad-proof.ts'

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

type Jwk = Record<string, string>

const MIN_RSA_BITS = 2048

type Shape = {
  /** All bytes of the encoding; undefined stands for those of the key itself. */
  readonly parts: readonly (string | number)[]
  readonly jwk: (...values: readonly Uint8Array[]) => Jwk
}

const ec: Shape = {
  parts: ['a5010203262001215820', 32, '225820', 32],
  jwk: (x = none, y = none) => ({ kty: 'EC', crv: 'P-256', x: base64url(x), y: base64url(y) }),
}

const okp: Shape = {
  parts: ['a4010103272006215820', 32],
  jwk: (x = none) => ({ kty: 'OKP', crv: 'Ed25519', x: base64url(x) }),
}

const rsa = (bytes: number): Shape => ({
  parts: [`a401030339010020590${bytes.toString(16)}`, bytes, '2143010001'],
  jwk: (n = none) => ({ kty: 'RSA', n: base64url(n), e: 'AQAB' }),
})

const none = new Uint8Array()

/** ES256, EdDSA with Ed25519, and RS256 with 2048, 3072 or 4096 bits. */
const shapes = [ec, okp, rsa(256), rsa(384), rsa(512)]

/**
 * The key has one encoding, since the encoding is part of who somebody is: a second one would be
 * another identity with the same key.
 */
export const readCoseKey = (bytes: Uint8Array): KeyObject => {
  for (const shape of shapes) {
    const jwk = readAs(shape, bytes)
    const key = jwk === undefined ? undefined : keyOf(jwk)
    if (key !== undefined) return key
  }
  throw badProof('credential', 'the passkey’s public key is no ES256, EdDSA or RS256 key in COSE')
}

const readAs = ({ parts, jwk }: Shape, bytes: Uint8Array): Jwk | undefined => {
  let offset = 0
  const values: Uint8Array[] = []
  for (const part of parts) {
    const length = typeof part === 'number' ? part : part.length / 2
    const found = bytes.subarray(offset, offset + length)
    offset += length
    if (typeof part === 'number') values.push(found)
    else if (Buffer.from(found).toString('hex') !== part) return undefined
  }
  return offset === bytes.length ? jwk(...values) : undefined
}

const keyOf = (jwk: Jwk): KeyObject | undefined => {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const { modulusLength = MIN_RSA_BITS } = key.asymmetricKeyDetails ?? {}
    return modulusLength >= MIN_RSA_BITS ? key : undefined
  } catch {
    return undefined
  }
}

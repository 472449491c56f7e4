import { createHash, generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from 'node:crypto'
import { fromHex, toHex } from '../../src/payloads/encoding/hex.ts'
import type { Proof } from '../../src/protocol/proof.ts'

type Hex = `0x${string}`
type PasskeyProof = Extract<Proof, { kind: 'passkey' }>
export type PasskeyAlgorithm = 'ES256' | 'EdDSA' | 'RS256'

export type Assertion = {
  readonly challenge: Hex
  readonly rpId: string
  readonly origin: string
  readonly counter?: number
  /** User present and verified, unless told otherwise. */
  readonly flags?: number
  /** Behind the counter. */
  readonly extensions?: Uint8Array
  /** Changes of what the browser says. */
  readonly clientData?: Record<string, unknown>
  readonly clientText?: string
}

export type Authenticator = {
  readonly credentialId: Hex
  readonly publicKey: Hex
  readonly assert: (assertion: Assertion) => PasskeyProof
}

/** A passkey in software, with the browser in front of it. */
export const authenticator = (
  algorithm: PasskeyAlgorithm = 'ES256',
  credentialId: Hex = '0x0102030405060708',
): Authenticator => {
  const { publicKey, privateKey } = keyPair(algorithm)
  const cose = toHex(coseOf(algorithm, publicKey.export({ format: 'jwk' })))
  return {
    credentialId,
    publicKey: cose,
    assert: (assertion) => {
      const data = authenticatorData(assertion)
      const clientData = Buffer.from(assertion.clientText ?? clientText(assertion))
      const signed = Buffer.concat([data, createHash('sha256').update(clientData).digest()])
      const hash = algorithm === 'EdDSA' ? null : 'sha256'
      return {
        kind: 'passkey',
        credentialId,
        publicKey: cose,
        authenticatorData: toHex(data),
        clientData: toHex(clientData),
        signature: toHex(sign(hash, signed, privateKey)),
      }
    },
  }
}

const keyPair = (algorithm: PasskeyAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } => {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519')
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex')
const part = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')

const coseOf = (algorithm: PasskeyAlgorithm, { x, y, n }: JsonWebKey): Buffer => {
  if (algorithm === 'ES256') {
    return Buffer.concat([hex('a5010203262001215820'), part(x), hex('225820'), part(y)])
  }
  if (algorithm === 'EdDSA') return Buffer.concat([hex('a4010103272006215820'), part(x)])
  return Buffer.concat([hex('a401030339010020590100'), part(n), hex('2143010001')])
}

const authenticatorData = ({ rpId, flags, counter = 0, extensions }: Assertion): Buffer => {
  const rest = Buffer.alloc(5)
  rest.writeUInt8(flags ?? 0x05)
  rest.writeUInt32BE(counter, 1)
  return Buffer.concat([
    createHash('sha256').update(rpId).digest(),
    rest,
    extensions ?? new Uint8Array(),
  ])
}

const clientText = ({ challenge, origin, clientData }: Assertion): string =>
  JSON.stringify({
    type: 'webauthn.get',
    challenge: Buffer.from(fromHex(challenge)).toString('base64url'),
    origin,
    crossOrigin: false,
    ...clientData,
  })

import { describe, expect, test } from 'vitest'
import { sessionKey, verifySessionSignature, type SessionKey } from './session-key.ts'

const message = new TextEncoder().encode('what is asked')

const hex = (bytes: ArrayBuffer | Uint8Array): `0x${string}` =>
  `0x${Buffer.from(new Uint8Array(bytes)).toString('hex')}`

const algorithms = [
  { algorithm: 'ed25519', make: { name: 'Ed25519' }, sign: { name: 'Ed25519' } },
  {
    algorithm: 'p256',
    make: { name: 'ECDSA', namedCurve: 'P-256' },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
  },
] as const

describe.each(algorithms)('a session key of $algorithm', ({ algorithm, make, sign }) => {
  const signed = async () => {
    const pair = await crypto.subtle.generateKey(make, false, ['sign', 'verify'])
    if (!('publicKey' in pair)) throw new Error('wanted a pair')
    const publicKey = hex(await crypto.subtle.exportKey('raw', pair.publicKey))
    const key = sessionKey.parse({ algorithm, publicKey })
    const signature = await crypto.subtle.sign(sign, pair.privateKey, message)
    return { key, signature: new Uint8Array(signature) }
  }

  test('checks what WebCrypto signed, whichever half s is in', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { key, signature } = await signed()
      expect(verifySessionSignature(key, message, signature)).toBe(true)
    }
  })

  test('refuses another message, another signature, another key', async () => {
    const { key, signature } = await signed()
    const other = await signed()
    const changed = signature.slice()
    changed[40] = (changed[40] ?? 0) ^ 1
    expect(verifySessionSignature(key, new Uint8Array([1]), signature)).toBe(false)
    expect(verifySessionSignature(key, message, changed)).toBe(false)
    expect(verifySessionSignature(key, message, signature.subarray(1))).toBe(false)
    expect(verifySessionSignature(other.key, message, signature)).toBe(false)
  })
})

test('a key that is no point verifies nothing, and breaks nothing', () => {
  const key: SessionKey = { algorithm: 'p256', publicKey: hex(new Uint8Array(65).fill(4)) }
  expect(verifySessionSignature(key, message, new Uint8Array(64).fill(1))).toBe(false)
})

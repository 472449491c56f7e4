import { expect, test } from 'vitest'
import { fromHex } from '../../payloads/encoding/hex.ts'
import { sessionKey, verifySessionSignature } from '../../protocol/session-key.ts'
import { createSessionSigner, sessionSignerOf } from './session-key.ts'

const message = new TextEncoder().encode('a request')

test('signs as nodes verify, with Ed25519 where the runtime has it', async () => {
  const signer = await createSessionSigner()
  expect(sessionKey.parse(signer.key).algorithm).toBe('ed25519')
  expect(signer.pair.privateKey.extractable).toBe(false)
  const signature = fromHex(await signer.sign(message))
  expect(verifySessionSignature(signer.key, message, signature)).toBe(true)
  expect(verifySessionSignature(signer.key, message.slice(1), signature)).toBe(false)
})

test('and with P-256 where it has not', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const signer = await sessionSignerOf(pair)
  expect(sessionKey.parse(signer.key).algorithm).toBe('p256')
  const signature = fromHex(await signer.sign(message))
  expect(verifySessionSignature(signer.key, message, signature)).toBe(true)
})

test('gives its private part out only when asked to at first', async () => {
  const kept = await createSessionSigner()
  await expect(crypto.subtle.exportKey('jwk', kept.pair.privateKey)).rejects.toThrow('extractable')
  const filed = await createSessionSigner({ extractable: true })
  const again = await sessionSignerOf(filed.pair)
  expect(again.key).toEqual(filed.key)
  await expect(crypto.subtle.exportKey('jwk', filed.pair.privateKey)).resolves.toBeDefined()
})

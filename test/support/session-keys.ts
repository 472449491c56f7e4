import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { hashBody, requestBytes, type RequestHead } from '../../src/protocol/request.ts'
import type { SessionKey } from '../../src/protocol/session-key.ts'
import { systemRandom } from './randomness.ts'

type Hex = `0x${string}`

/** A session key with its private part. */
export type TestSessionKey = {
  readonly key: SessionKey
  readonly sign: (message: Uint8Array) => Uint8Array
}

export const ed25519SessionKey = (seed: Uint8Array = systemRandom(32)): TestSessionKey => ({
  key: { algorithm: 'ed25519', publicKey: toHex(ed25519.getPublicKey(seed)) },
  sign: (message) => ed25519.sign(message, seed),
})

export const p256SessionKey = (): TestSessionKey => {
  const { secretKey } = p256.keygen()
  return {
    key: { algorithm: 'p256', publicKey: toHex(p256.getPublicKey(secretKey, false)) },
    sign: (message) => p256.sign(message, secretKey),
  }
}

export type TestRequest = {
  readonly nodeSet: string
  readonly node: number
  readonly time: number
  readonly id?: Hex
  readonly method?: string
  readonly path?: string
  readonly body?: Uint8Array
}

/** A request as a wallet makes it, with what the node sees of it. */
export const signedRequest = (by: TestSessionKey, request: TestRequest) => {
  const { nodeSet, node, time, id = toHex(systemRandom(32)) } = request
  const asked = {
    method: request.method ?? 'POST',
    path: request.path ?? '/v1/signatures',
    bodyHash: hashBody(request.body ?? new Uint8Array()),
  }
  const signature = toHex(by.sign(requestBytes({ nodeSet, node, id, time, ...asked })))
  const head: RequestHead = { id, node, time, signature }
  return { head, asked }
}

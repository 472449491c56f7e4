import { toHex, type Hex } from '../../payloads/encoding/hex.ts'
import type { SessionKey } from '../../protocol/session-key.ts'

type SubtleKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** As WebCrypto has it; what a store keeps, in a database that takes such keys as they are. */
export type SessionKeyPair = { readonly publicKey: SubtleKey; readonly privateKey: SubtleKey }

/** The key of a session: known to nodes by its public part, and used in no other room. */
export type SessionSigner = {
  readonly key: SessionKey
  readonly pair: SessionKeyPair
  sign(message: Uint8Array): Promise<Hex>
}

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** Not extractable unless asked: only what keeps keys in files needs to take them out. */
export const createSessionSigner = async (
  options: { readonly extractable?: boolean } = {},
): Promise<SessionSigner> => sessionSignerOf(await generate(options.extractable ?? false))

/** P-256 where there is no Ed25519 yet. */
const generate = async (extractable: boolean): Promise<SessionKeyPair> => {
  try {
    const made = await crypto.subtle.generateKey('Ed25519', extractable, ['sign', 'verify'])
    if ('privateKey' in made) return made
  } catch {
    // The other one is everywhere.
  }
  return crypto.subtle.generateKey(ecdsa, extractable, ['sign', 'verify'])
}

export const sessionSignerOf = async (pair: SessionKeyPair): Promise<SessionSigner> => {
  const isEd25519 = pair.publicKey.algorithm.name === 'Ed25519'
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    key: { algorithm: isEd25519 ? 'ed25519' : 'p256', publicKey: toHex(raw) },
    pair,
    async sign(message) {
      const algorithm = isEd25519 ? 'Ed25519' : ecdsa
      const bytes = new Uint8Array(message)
      return toHex(new Uint8Array(await crypto.subtle.sign(algorithm, pair.privateKey, bytes)))
    },
  }
}

import { ed25519 } from '@noble/curves/ed25519.js'
import { fromHex, type Hex } from '../../payloads/encoding/hex.ts'
import type { VerifyIdentity } from '../../threshold/identity.ts'

/** Where WebCrypto has Ed25519 it is some ten times as fast, and an answer is checked each time. */
export const verifySignedBy = async (
  identityKey: Hex,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> => {
  const raw = new Uint8Array(fromHex(identityKey))
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify(
      'Ed25519',
      key,
      new Uint8Array(signature),
      new Uint8Array(message),
    )
  } catch {
    return verify(raw, message, signature)
  }
}

/** What threshold asks of identities, of the nodes that are given; nobody else has signed anything. */
export const identitiesOf = (
  nodes: readonly { readonly party: number; readonly identityKey: Hex }[],
): VerifyIdentity => {
  const keys = new Map(nodes.map(({ party, identityKey }) => [party, fromHex(identityKey)]))
  return (party, message, signature) => {
    const key = keys.get(party)
    return key !== undefined && verify(key, message, signature)
  }
}

const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return ed25519.verify(signature, message, key, { zip215: false })
  } catch {
    return false
  }
}

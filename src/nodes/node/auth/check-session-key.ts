import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import type { SessionKey } from '../../../protocol/session-key.ts'
import { badProof } from './bad-proof.ts'

/** A key of small order would take signatures that nobody made. */
export const checkSessionKey = (key: SessionKey): void => {
  if (!isKey(key)) throw badProof('session-key', 'the session key is not a point of its curve')
}

const isKey = ({ algorithm, publicKey }: SessionKey): boolean => {
  try {
    const bytes = fromHex(publicKey)
    if (algorithm === 'ed25519') {
      const point = ed25519.Point.fromBytes(bytes)
      return !point.isSmallOrder() && point.isTorsionFree()
    }
    p256.Point.fromBytes(bytes).assertValidity()
    return true
  } catch {
    return false
  }
}

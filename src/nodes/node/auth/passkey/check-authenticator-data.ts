// https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data
import { createHash } from 'node:crypto'
import { badProof } from '../bad-proof.ts'

const HEADER = 37

const flag = {
  userPresent: 0x01,
  userVerified: 0x04,
  backupEligible: 0x08,
  backedUp: 0x10,
  attested: 0x40,
  extensions: 0x80,
} as const
const reserved = 0x22

/** What the authenticator says, and how often it has signed. */
export const checkAuthenticatorData = (bytes: Uint8Array, rpId: string): { counter: number } => {
  if (bytes.length < HEADER)
    throw badProof('authenticator-data', 'the authenticator says too little')
  const hash = createHash('sha256').update(rpId).digest()
  if (!hash.equals(bytes.subarray(0, 32))) {
    throw badProof('relying-party', 'the passkey is of another domain than this deployment’s')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  checkFlags(view.getUint8(32), bytes.length)
  return { counter: view.getUint32(33) }
}

const checkFlags = (flags: number, length: number): void => {
  const has = (name: keyof typeof flag): boolean => (flags & flag[name]) !== 0
  if (!has('userPresent') || !has('userVerified')) {
    throw badProof('user-verification', 'the passkey must ask its person: by PIN, finger or face')
  }
  const odd =
    (flags & reserved) !== 0 ||
    has('attested') ||
    (has('backedUp') && !has('backupEligible')) ||
    has('extensions') !== length > HEADER
  if (odd) throw badProof('authenticator-data', 'the authenticator’s flags do not make sense')
}

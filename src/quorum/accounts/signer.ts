import type { Hex } from '../../payloads/encoding/hex.ts'
import type { WirePayload } from '../../payloads/payload.ts'
import type { Key } from '../keys/key.ts'
import type { Session } from '../sessions/session.ts'
import { sign, type Signature, type SignOptions } from '../signing/sign.ts'
import type { RawDigest } from '../signing/signing-payload.ts'

/** A key in the hands of a session: what accounts of other libraries are made of. */
export type Signer = {
  readonly publicKey: Hex
  readonly ethAddress: Key['ethAddress']
  /** Whether its session may sign a bare digest. */
  readonly signsDigests: boolean
  sign(payload: WirePayload | RawDigest): Promise<Signature>
}

export const createSigner = (
  session: Session,
  key: Pick<Key, 'publicKey' | 'ethAddress'>,
  options: Omit<SignOptions, 'presignature'> = {},
): Signer => ({
  publicKey: key.publicKey,
  ethAddress: key.ethAddress,
  signsDigests: session.certificate.abilities.includes('sign-raw'),
  sign: async (payload) => sign(session, key, payload, options),
})

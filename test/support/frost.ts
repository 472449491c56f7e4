import { createPublicKey, verify } from 'node:crypto'
import { secp256k1_FROST } from '@noble/curves/secp256k1.js'
import type { Ceremony } from '../../src/threshold/ceremony/ceremony.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { generateFrostKey } from '../../src/threshold/frost/generate-key.ts'
import { signFrost } from '../../src/threshold/frost/sign.ts'
import type { Group, Point } from '../../src/threshold/groups/group.ts'
import type { Holders } from '../../src/threshold/sharing/holders.ts'
import type { KeyShare } from '../../src/threshold/sharing/key-share.ts'
import { shareOf } from './dealer.ts'
import { seededRandom } from './randomness.ts'

const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

const ID = new Uint8Array(32).fill(7)

/** Verified by OpenSSL where it knows the scheme, else by @noble/curves. */
export const verifiesFrost = (
  group: Group,
  key: Point,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => {
  if (group.name !== 'ed25519') {
    return secp256k1_FROST.verify(signature, message, key.toBytes(true))
  }
  const encoded = Buffer.concat([SPKI_ED25519, key.toBytes()])
  const publicKey = createPublicKey({ key: encoded, format: 'der', type: 'spki' })
  return verify(null, message, publicKey, signature)
}

/** Every signer's side of one signature. */
export const frostSigning = (
  shares: ReadonlyMap<PartyId, KeyShare>,
  signers: readonly PartyId[],
  message: Uint8Array,
  options: { readonly id?: Uint8Array; readonly seed?: string | number } = {},
): Ceremony<Uint8Array>[] => {
  const { id = ID, seed = 'frost' } = options
  return signers.map((party) =>
    signFrost({
      id,
      share: shareOf(shares, party),
      signers,
      message,
      random: seededRandom(`${seed} ${party}`),
    }),
  )
}

/** Every party's side of a new key. */
export const frostGeneration = (
  group: Group,
  next: Holders,
  options: { readonly id?: Uint8Array; readonly seed?: string | number } = {},
): Ceremony<KeyShare>[] => {
  const { id = ID, seed = 'frost' } = options
  return next.parties.map((self) =>
    generateFrostKey({ id, group, next, self, random: seededRandom(`${seed} ${self}`) }),
  )
}

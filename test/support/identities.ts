import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import type { PartyId } from '../../src/threshold/errors.ts'
import type { Identity } from '../../src/threshold/identity.ts'

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKeyOf = (party: PartyId): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, createHash('sha256').update(`party ${party}`).digest()]),
    format: 'der',
    type: 'pkcs8',
  })

const keys = new Map<PartyId, { privateKey: KeyObject; publicKey: KeyObject }>()

const keysOf = (party: PartyId): { privateKey: KeyObject; publicKey: KeyObject } => {
  const known = keys.get(party)
  if (known !== undefined) return known
  const privateKey = privateKeyOf(party)
  const made = { privateKey, publicKey: createPublicKey(privateKey) }
  keys.set(party, made)
  return made
}

/** Ed25519 identities by OpenSSL, one a party, the same in every run. */
export const identityOf = (self: PartyId): Identity => ({
  sign: (message) => new Uint8Array(sign(null, message, keysOf(self).privateKey)),
  verify: (party, message, signature) => verify(null, message, keysOf(party).publicKey, signature),
})

/** As a registry has it. */
export const identityKeyOf = (party: PartyId): `0x${string}` => {
  const encoded = keysOf(party).publicKey.export({ format: 'der', type: 'spki' })
  return `0x${encoded.subarray(-32).toString('hex')}`
}

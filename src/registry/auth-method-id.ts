import { encodeAbiParameters, keccak256, parseAbiParameters, size, stringToHex } from 'viem'
import type { Address, Hex } from 'viem'
import { authMethodType } from './auth-method-type.ts'
import { RegistryError } from './errors.ts'

/** Who somebody is, as what proves it says. An e-mail address is never part of it. */
export type Identity =
  | { readonly kind: 'address'; readonly address: Address }
  /** An action's content id, as the bytes of its multihash. */
  | { readonly kind: 'action'; readonly contentId: Hex }
  | { readonly kind: 'webAuthn'; readonly credentialId: Hex; readonly publicKey: Hex }
  | { readonly kind: 'discord'; readonly userId: string; readonly clientId: string }
  | { readonly kind: 'google'; readonly userId: string; readonly clientId: string }
  /** Their issuers are fixed by the type, so the id need not name them. */
  | { readonly kind: 'googleJwt' | 'appleJwt'; readonly subject: string; readonly audience: string }
  | {
      readonly kind: 'openId'
      readonly issuer: string
      readonly subject: string
      readonly audience: string
    }
  | {
      readonly kind: 'stytchOtp' | 'stytchEmail' | 'stytchSms' | 'stytchWhatsApp' | 'stytchTotp'
      readonly factor: string
      readonly projectId: string
    }

/** The auth method that stands for an identity in the registry. */
export function authMethodOf(identity: Identity): {
  readonly authMethodType: bigint
  readonly id: Hex
  readonly userPubkey: Hex
} {
  return {
    authMethodType: authMethodType[identity.kind],
    id: idOf(identity),
    userPubkey: identity.kind === 'webAuthn' ? identity.publicKey : '0x',
  }
}

function idOf(identity: Identity): Hex {
  switch (identity.kind) {
    case 'address':
      return identity.address.toLowerCase() as Hex
    case 'action':
      return multihash(identity.contentId)
    case 'webAuthn':
      return passkeyId(identity.credentialId, identity.publicKey)
    case 'discord':
    case 'google':
      return joined(identity.userId, identity.clientId)
    case 'googleJwt':
    case 'appleJwt':
      return joined(identity.subject, identity.audience)
    case 'openId':
      return openIdId(identity.issuer, identity.subject, identity.audience)
    default:
      return joined(identity.factor.toLowerCase(), identity.projectId.toLowerCase())
  }
}

/** Both are in it, so nobody can bring another key for a credential that is permitted. */
function passkeyId(credentialId: Hex, publicKey: Hex): Hex {
  if (size(credentialId) === 0 || size(publicKey) === 0) {
    throw new RegistryError('bad-parameters', 'a passkey has a credential id and a public key')
  }
  const parameters = parseAbiParameters('string kind, bytes credentialId, bytes publicKey')
  return keccak256(encodeAbiParameters(parameters, ['passkey', credentialId, publicKey]))
}

function openIdId(issuer: string, subject: string, audience: string): Hex {
  if (issuer === '' || subject === '' || audience === '') {
    throw new RegistryError('bad-parameters', 'issuer, subject and audience make the identity')
  }
  const parameters = parseAbiParameters('bytes32 issuer, string subject, string audience')
  const issuerHash = keccak256(stringToHex(issuer))
  return keccak256(encodeAbiParameters(parameters, [issuerHash, subject, audience]))
}

/** The ecosystem's form. A colon within a part could make two people one, so there is none. */
function joined(subject: string, application: string): Hex {
  if ([subject, application].some((part) => part === '' || part.includes(':'))) {
    throw new RegistryError('bad-parameters', 'an identity has two parts without colons')
  }
  return keccak256(stringToHex(`${subject}:${application}`))
}

function multihash(contentId: Hex): Hex {
  if (size(contentId) !== 34 || !contentId.startsWith('0x1220')) {
    throw new RegistryError('bad-parameters', 'the content id of an action is a SHA-256 multihash')
  }
  return contentId.toLowerCase() as Hex
}

import { hexToBigInt, keccak256, stringToHex } from 'viem'

/** Numbers of the PKP ecosystem; what it has no number for is numbered by a hash of its name. */
export const authMethodType = {
  address: 1n,
  action: 2n,
  webAuthn: 3n,
  discord: 4n,
  google: 5n,
  googleJwt: 6n,
  appleJwt: 8n,
  stytchOtp: 9n,
  stytchEmail: 10n,
  stytchSms: 11n,
  stytchWhatsApp: 12n,
  stytchTotp: 13n,
  /** Any other OpenID issuer; which one is part of the id. */
  openId: hexToBigInt(keccak256(stringToHex('assent.auth-method.openid'))),
} as const

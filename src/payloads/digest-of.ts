import { aminoSignDocDigest } from './cosmos/amino-sign-doc.ts'
import { signDocDigest } from './cosmos/sign-doc.ts'
import { authorizationDigest } from './evm/authorization.ts'
import { transactionDigest } from './evm/transaction-digest.ts'
import { adr36Digest } from './message/adr36.ts'
import { personalMessageDigest } from './message/personal.ts'
import type { Payload } from './payload.ts'

/** The 32 bytes that a signature over the payload is made for. */
export const digestOf = (payload: Payload): Uint8Array => {
  switch (payload.kind) {
    case 'evm-transaction':
      return transactionDigest(payload.transaction)
    case 'evm-authorization':
      return authorizationDigest(payload.authorization)
    case 'personal-message':
      return personalMessageDigest(payload.message)
    case 'typed-data':
    case 'typed-data-v1':
      return payload.data.digest.slice()
    case 'adr36':
      return adr36Digest(payload)
    case 'cosmos-direct':
      return signDocDigest(payload.doc)
    default:
      return aminoSignDocDigest(payload.doc)
  }
}

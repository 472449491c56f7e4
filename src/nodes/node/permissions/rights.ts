import type { CertifiedIdentity } from '../../../protocol/certificate.ts'
import { authMethodType } from '../../../registry/auth-method-type.ts'
import type { Pkp } from '../../../registry/pkp.ts'
import { scope } from '../../../registry/scopes.ts'
import type { Operation } from './operation.ts'

/** What a record of a key gives to somebody: the owner has everything, others have scopes. */
export type Rights = 'everything' | readonly number[]

const address = authMethodType.address.toString()

/** Undefined for somebody of whom the record says nothing. */
export const rightsOf = (identity: CertifiedIdentity, record: Pkp): Rights | undefined => {
  const owns = identity.authMethodType === address && identity.id === record.owner?.toLowerCase()
  if (owns) return 'everything'
  return record.permitted.find(
    (method) =>
      method.authMethodType.toString() === identity.authMethodType &&
      method.id.toLowerCase() === identity.id,
  )?.scopes
}

/**
 * A scope for personal messages is for these alone: not for a message that signs in somewhere as
 * the key's account, which takes the ability to manage, and not for other kinds of text.
 */
export const suffices = (rights: Rights | undefined, operation: Operation): boolean => {
  if (rights === undefined) return false
  if (rights === 'everything' || rights.includes(scope.signAnything)) return true
  if (!rights.includes(scope.personalSign)) return false
  if (operation.ability === 'presign') return true
  return operation.ability === 'sign' && operation.kind === 'personal-message'
}

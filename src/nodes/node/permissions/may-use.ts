import type { Certificate } from '../../../protocol/certificate.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { Pkp } from '../../../registry/pkp.ts'
import type { Operation } from './operation.ts'
import { rightsOf, suffices } from './rights.ts'

/** Why the registry's record of a key does not let somebody use it; `details.reason` on the wire. */
export type NotPermittedReason =
  /** The identity neither owns the key nor is permitted for it. */
  | 'not-listed'
  /** It is permitted, for other things than this. */
  | 'scope'
  /** It was granted, or minted, in a block that is not final yet: ask again in a moment. */
  | 'not-final-yet'
  /** It was granted, and is not any more. */
  | 'withdrawn'
  /** The session's certificate names the keys it is for, and this is another. */
  | 'not-among-keys'
  /** A key does not vouch for itself: whoever may sign a message with it could then do anything. */
  | 'own-address'

/** One key as the registry has it, at the final block and at every head; undefined before a mint. */
export type KeyRecords = {
  readonly final: Pkp | undefined
  readonly heads: readonly (Pkp | undefined)[]
}

type Claim = Pick<Certificate, 'identity' | 'issuedAt' | 'provenAt' | 'keys'>

/** Seconds after which something new may be final. */
const RETRY_AFTER = 1

const notPermitted = (reason: NotPermittedReason, message: string): ProtocolError =>
  new ProtocolError('not-permitted', message, {
    details: { reason },
    ...(reason === 'not-final-yet' && { retryAfter: RETRY_AFTER }),
  })

/**
 * Whether a session may use a key for an operation, by the key's records alone: a grant counts
 * when it is final, a withdrawal as soon as any head has it. Undefined if it may.
 */
export const whyNot = (
  claim: Claim,
  { final, heads }: KeyRecords,
  operation: Operation,
): ProtocolError | undefined => {
  const known = [final, ...heads].filter((record) => record !== undefined)
  const [some] = known
  if (some === undefined) {
    return new ProtocolError('unknown-key', 'the registry has no such key: mint it first')
  }
  if (claim.keys !== undefined && !claim.keys.includes(some.publicKey)) {
    return notPermitted('not-among-keys', 'this session is for other keys: sign in for this one')
  }
  if (isAddress(claim.identity, some.ethAddress)) {
    return notPermitted('own-address', 'a key cannot be the one who is permitted to use it')
  }
  if (known.some((record) => record.sessionsValidFrom > since(claim))) {
    return new ProtocolError(
      'session-outdated',
      'sessions from before this one are over for this key: sign in again',
    )
  }
  return judge(claim, { final, heads }, operation)
}

/** The earlier of both: the wallet says when it issued, and a thief would say tomorrow. */
const since = ({ issuedAt, provenAt }: Claim): bigint => BigInt(Math.min(issuedAt, provenAt))

const judge = (
  { identity }: Claim,
  { final, heads }: KeyRecords,
  operation: Operation,
): ProtocolError | undefined => {
  const rightsAt = (record: Pkp | undefined) =>
    record === undefined ? undefined : rightsOf(identity, record)
  const before = rightsAt(final)
  const now = heads.map(rightsAt)
  const counted = suffices(before, operation)
  const kept = now.every((rights) => suffices(rights, operation))
  if (counted && kept) return undefined
  if (counted) return notPermitted('withdrawn', 'the permission for this key was withdrawn')
  if (now.some((rights) => suffices(rights, operation))) {
    return notPermitted('not-final-yet', 'the permission is not final on the chain yet: try again')
  }
  const listed = [before, ...now].some((rights) => rights !== undefined)
  return listed
    ? notPermitted('scope', 'the permission for this key does not cover what is asked')
    : notPermitted('not-listed', 'whoever signed in is not permitted to use this key')
}

const isAddress = ({ authMethodType, id }: Claim['identity'], address: string): boolean =>
  authMethodType === '1' && id === address.toLowerCase()

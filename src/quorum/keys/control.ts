import type { Address, Hex } from 'viem'
import type { CertifiedIdentity } from '../../protocol/certificate.ts'
import { authMethodType } from '../../registry/auth-method-type.ts'
import type { PermittedAuthMethod, Pkp } from '../../registry/pkp.ts'
import { scope } from '../../registry/scopes.ts'

/** Who may change what is permitted for a key, and give it away. */
export type OwnedBy = 'itself' | 'you' | 'nobody' | Address

export type Control = {
  /**
   * `own`: nobody but the person can use it or take it, as the registry has it. `shared`: somebody
   * else can too, however much of it is the person's.
   */
  readonly control: 'own' | 'shared'
  readonly ownedBy: OwnedBy
  /** What makes it shared, apart from a foreign owner: who else may sign with it. */
  readonly others: readonly { readonly authMethodType: bigint; readonly id: Hex }[]
  /** What the person may do with it. */
  readonly mayUse: 'anything' | 'messages' | 'nothing'
}

/**
 * Being listed by a key says nothing: anybody may list a stranger's login on a key of their own,
 * or own a key jointly with an address they choose. A key is the person's own when all of the
 * following holds, and shared otherwise:
 *
 * - the person may sign anything with it, by a permitted method or as its owner;
 * - its owner is the key itself, the person's own address, or nobody for ever;
 * - every method that has any scope is the person's, or the key's own address. A scope that has no
 *   meaning yet counts as one, since it may come to mean something.
 *
 * What has no scope can prove who asks and nothing more, so it takes nothing from the person.
 */
export const controlOf = (pkp: Pkp, identities: readonly CertifiedIdentity[]): Control => {
  const isMine = (method: { readonly authMethodType: bigint; readonly id: Hex }): boolean =>
    identities.some((mine) => sameMethod(mine, method))
  const isItself = (method: PermittedAuthMethod): boolean =>
    method.authMethodType === authMethodType.address &&
    method.id.toLowerCase() === pkp.ethAddress.toLowerCase()

  const ownedBy = ownerOf(pkp, isMine)
  const powerful = pkp.permitted.filter(({ scopes }) => hasPower(scopes))
  const others = powerful
    .filter((method) => !isMine(method) && !isItself(method))
    .map(({ authMethodType, id }) => ({ authMethodType, id }))
  const mine = new Set(powerful.filter(isMine).flatMap(({ scopes }) => scopes))
  const mayUse =
    ownedBy === 'you' || mine.has(scope.signAnything)
      ? 'anything'
      : mine.has(scope.personalSign)
        ? 'messages'
        : 'nothing'
  const alone =
    mayUse === 'anything' &&
    others.length === 0 &&
    (ownedBy === 'itself' || ownedBy === 'you' || ownedBy === 'nobody')
  return { control: alone ? 'own' : 'shared', ownedBy, others, mayUse }
}

const hasPower = (scopes: readonly number[]): boolean =>
  scopes.some((number) => number !== scope.noPermissions)

export const sameMethod = (
  mine: CertifiedIdentity,
  method: { readonly authMethodType: bigint; readonly id: Hex },
): boolean =>
  BigInt(mine.authMethodType) === method.authMethodType &&
  mine.id.toLowerCase() === method.id.toLowerCase()

const ownerOf = (
  { owner, ethAddress }: Pkp,
  isMine: (method: { readonly authMethodType: bigint; readonly id: Hex }) => boolean,
): OwnedBy => {
  if (owner === undefined) return 'nobody'
  if (owner.toLowerCase() === ethAddress.toLowerCase()) return 'itself'
  return isMine({ authMethodType: authMethodType.address, id: owner }) ? 'you' : owner
}

import type { Key } from '../../quorum/keys/key.ts'
import { scope } from '../../registry/scopes.ts'

type Method = { readonly authMethodType: string; readonly id: string }

const isSame = (permitted: Key['permitted'][number], method: Method): boolean =>
  permitted.authMethodType === BigInt(method.authMethodType) &&
  permitted.id.toLowerCase() === method.id.toLowerCase()

/** Whether a login is permitted, and with a scope if one is named. */
export const isListed = (
  { permitted }: Pick<Key, 'permitted'>,
  method: Method,
  wanted?: number,
): boolean =>
  permitted.some(
    (one) => isSame(one, method) && (wanted === undefined || one.scopes.includes(wanted)),
  )

/** The key itself can ask nodes for nothing: it takes a login to sign with. */
export const maySignWithout = (
  { permitted, ethAddress }: Pick<Key, 'permitted' | 'ethAddress'>,
  method: Method,
): boolean =>
  permitted.some(
    (one) =>
      !isSame(one, method) &&
      one.id.toLowerCase() !== ethAddress.toLowerCase() &&
      one.scopes.includes(scope.signAnything),
  )

import type { ControlEntry, ControlView, LoginView } from '../../messages/popup/account-view.ts'
import type { Key } from '../../quorum/keys/key.ts'
import { authMethodType } from '../../registry/auth-method-type.ts'
import { scope } from '../../registry/scopes.ts'
import { isSameLogin } from '../sessions/login.ts'
import type { KnownLogins } from '../sign-in/known-logins.ts'

const kinds: ReadonlyMap<bigint, LoginView['kind']> = new Map<bigint, LoginView['kind']>([
  [authMethodType.address, 'wallet'],
  [authMethodType.webAuthn, 'passkey'],
  [authMethodType.googleJwt, 'google'],
  [authMethodType.appleJwt, 'apple'],
  [authMethodType.openId, 'openId'],
])

/** Who controls an account, with what this device knows of each of them. */
export const controlView = (
  key: Key,
  known: Pick<KnownLogins, 'find'>,
  mine: readonly Pick<LoginView, 'authMethodType' | 'id'>[],
): ControlView => ({
  address: key.ethAddress,
  ownedBy: key.ownedBy,
  sessionsValidFrom: key.sessionsValidFrom,
  entries: key.permitted.map((method): ControlEntry => {
    const login = { authMethodType: String(method.authMethodType), id: method.id }
    const seen = known.find(login)
    const kind = seen?.kind ?? kinds.get(method.authMethodType) ?? 'unknown'
    return {
      ...login,
      kind,
      // An address says who it is; of the others the registry has a hash, which tells nobody.
      label: seen?.label ?? (kind === 'wallet' ? method.id : ''),
      ...(seen !== undefined && { way: seen.way }),
      scopes: [
        ...(method.scopes.includes(scope.signAnything) ? (['anything'] as const) : []),
        ...(method.scopes.includes(scope.personalSign) ? (['messages'] as const) : []),
      ],
      isMine: mine.some((one) => isSameLogin(one, login)),
      isItself: kind === 'wallet' && method.id.toLowerCase() === key.ethAddress.toLowerCase(),
    }
  }),
})

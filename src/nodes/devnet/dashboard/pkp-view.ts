import type { IdentityProvider } from '../../../protocol/deployment.ts'
import { authMethodType } from '../../../registry/auth-method-type.ts'
import type { PermittedAuthMethod, Pkp } from '../../../registry/pkp.ts'
import { scope } from '../../../registry/scopes.ts'
import type { PermittedView, PkpView } from './snapshot.ts'

/** A PKP in words that a person reads. */
export function pkpView(
  pkp: Pkp,
  picture: string | undefined,
  providers: readonly IdentityProvider[],
): PkpView {
  const { tokenId, publicKey, ethAddress, owner, permitted } = pkp
  return {
    tokenId: tokenId.toString(),
    publicKey,
    address: ethAddress,
    picture,
    owner: ownerOf(ethAddress, owner),
    permitted: permitted.map((method) => permittedView(method, ethAddress, providers)),
  }
}

function ownerOf(ethAddress: string, owner: string | undefined): PkpView['owner'] {
  if (owner === undefined) return { kind: 'burned' }
  return owner === ethAddress ? { kind: 'itself' } : { kind: 'address', address: owner }
}

function permittedView(
  { authMethodType: type, id, scopes }: PermittedAuthMethod,
  ethAddress: string,
  providers: readonly IdentityProvider[],
): PermittedView {
  const itself = type === authMethodType.address && id === ethAddress.toLowerCase()
  return {
    method: itself ? 'itself' : methodName(type, providers),
    id,
    // Who may sign anything may sign messages.
    scopes: scopes.includes(scope.signAnything)
      ? [scopeName(scope.signAnything)]
      : scopes.map(scopeName),
  }
}

function methodName(type: bigint, providers: readonly IdentityProvider[]): string {
  if (type === authMethodType.openId) {
    const others = providers.filter(({ kind }) => kind === 'openId')
    // Which issuer it was is hidden in the id, so with several nobody can tell.
    return others.length === 1 ? (others[0]?.name ?? 'login') : 'login'
  }
  const names = new Map<bigint, string>([
    [authMethodType.address, 'address'],
    [authMethodType.action, 'action'],
    [authMethodType.webAuthn, 'passkey'],
    [authMethodType.discord, 'Discord'],
    [authMethodType.google, 'Google'],
    [authMethodType.googleJwt, 'Google'],
    [authMethodType.appleJwt, 'Apple'],
  ])
  return names.get(type) ?? `method ${type}`
}

const scopeName = (number: number): string => {
  switch (number) {
    case scope.noPermissions:
      return 'nothing'
    case scope.signAnything:
      return 'sign anything'
    case scope.personalSign:
      return 'sign messages'
    default:
      return `scope ${number}`
  }
}

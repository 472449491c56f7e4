import type { SignInWay } from '../../messages/popup/sign-in-view.ts'
import type { Deployment, IdentityProvider } from '../../protocol/deployment.ts'

/** What a deployment offers people to sign in with, in the order in which they are shown. */
export const signInWays = ({
  identityProviders,
  passkey,
  walletPage,
}: Deployment): readonly SignInWay[] => [
  ...identityProviders.map((provider, place) => ({
    id: `openid:${place}`,
    kind: provider.kind,
    name: provider.name,
    testId: testIdOf(provider),
  })),
  ...(passkey !== undefined && walletPage !== undefined
    ? [{ id: 'passkey', kind: 'passkey', name: 'Passkey', testId: 'passkey' } as const]
    : []),
  ...(walletPage !== undefined
    ? [{ id: 'wallet', kind: 'wallet', name: 'Another wallet', testId: 'wallet' } as const]
    : []),
]

/** The provider of a way, if it is one by OpenID. */
export const providerOf = (
  { identityProviders }: Deployment,
  way: string,
): IdentityProvider | undefined => {
  const [, place] = /^openid:(\d{1,2})$/.exec(way) ?? []
  return place === undefined ? undefined : identityProviders[Number(place)]
}

const testIdOf = ({ kind, name }: IdentityProvider): string => {
  if (kind !== 'openId') return kind
  const [word = ''] = name.toLowerCase().match(/[a-z0-9]+/) ?? []
  return word === '' ? 'openid' : word
}

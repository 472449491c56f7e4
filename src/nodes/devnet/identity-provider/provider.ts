import {
  Provider,
  interactionPolicy,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider'
import type { IdentityProviderConfig } from './config.ts'
import { people, type Person } from './people.ts'
import type { ProviderKeys } from './provider-keys.ts'
import { isExtensionRedirect, loopbackRedirects } from './redirects.ts'

type ClientOf = InstanceType<Provider['Client']>

const hour = 3600

/** An issuer with Google's claims, for people whom everybody may be. */
export function createProvider(config: IdentityProviderConfig, keys: ProviderKeys): Provider {
  const provider = new Provider(config.issuer, configuration(config, keys))
  const { prototype } = provider.Client
  const registered = Object.getOwnPropertyDescriptor(prototype, 'redirectUriAllowed')
  const isRegistered = registered?.value as (this: ClientOf, uri: string) => boolean
  // An extension under development has another id on each machine.
  prototype.redirectUriAllowed = function redirectUriAllowed(uri) {
    return isExtensionRedirect(uri) || isRegistered.call(this, uri)
  }
  return provider
}

const configuration = (
  { clientId, issuer }: IdentityProviderConfig,
  keys: ProviderKeys,
): Configuration => ({
  clients: [
    {
      client_id: clientId,
      client_name: 'Assent',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      response_types: ['code', 'id_token'],
      grant_types: ['authorization_code', 'implicit'],
      redirect_uris: [...loopbackRedirects],
    },
  ],
  responseTypes: ['code', 'id_token'],
  jwks: { keys: [keys.signing] },
  cookies: { keys: [keys.cookies], short: { path: '/' } },
  pkce: { required: () => true },
  scopes: ['openid', 'email', 'profile'],
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified'],
    profile: ['name', 'given_name', 'family_name', 'picture'],
  },
  // As Google does: all that was asked for stands in the id token, whichever way it comes.
  conformIdTokenClaims: false,
  clientBasedCORS: () => true,
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
  interactions: {
    policy: policy(),
    url: (_, { uid }) => `/login/${uid}`,
  },
  findAccount: (_, accountId) => {
    const person = people.find(({ sub }) => sub === accountId)
    if (person === undefined) return undefined
    return { accountId, claims: () => claimsOf(person, issuer) }
  },
  loadExistingGrant: grantEverything,
  renderError: (context, { error, error_description: description }) => {
    context.type = 'text'
    context.body = `${error}: ${description ?? 'this cannot be done'}\n`
  },
  ttl: {
    AuthorizationCode: 60,
    AccessToken: hour,
    IdToken: hour,
    Grant: hour,
    Interaction: hour,
    Session: 12 * hour,
  },
})

/** Whoever is signed in goes on as who they are, unless a choice among accounts is asked for. */
function policy() {
  const prompts = interactionPolicy.base()
  const choose = new interactionPolicy.Prompt({ name: 'select_account', requestable: true })
  prompts.add(choose, 0)
  // Else programs could not renew a login without a page.
  prompts.get('consent')?.checks.remove('native_client_prompt')
  return prompts
}

/** There is one application, and it is the one being developed: nobody is asked for consent. */
async function grantEverything({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc
  const accountId = session?.accountId
  if (client === undefined || accountId === undefined) return undefined
  const grant = new provider.Grant({ clientId: client.clientId, accountId })
  grant.addOIDCScope('openid email profile')
  await grant.save()
  return grant
}

const claimsOf = (person: Person, issuer: string) => ({
  sub: person.sub,
  name: person.name,
  given_name: person.given,
  family_name: person.family,
  email: person.email,
  email_verified: true,
  picture: `${issuer}/people/${person.id}.svg`,
})

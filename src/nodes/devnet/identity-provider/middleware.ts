import type Provider from 'oidc-provider'

/** What the provider lets stand before its own answers. */
export type Middleware = (
  context: Parameters<Parameters<Provider['use']>[0]>[0],
  next: () => Promise<unknown>,
) => Promise<void>

import { errors } from 'oidc-provider'
import type { Middleware } from './middleware.ts'

/** Nodes refuse a token without one, so whoever forgets it shall hear of it here. */
export const requireNonce: Middleware = async (context, next) => {
  const asks = context.path === '/auth' && context.method === 'GET'
  if (asks && typeof context.query['nonce'] !== 'string') {
    throw new errors.InvalidRequest('nonce is missing: it ties the token to the session')
  }
  await next()
}

import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type Provider from 'oidc-provider'
import { loginPage } from './login-page.ts'
import type { Middleware } from './middleware.ts'
import { people } from './people.ts'

const mostBytes = 1024

/** One page, one click: no password, no consent. */
export function login(provider: Provider): Middleware {
  return async (context, next) => {
    if (!/^\/login\/[\w-]+$/.test(context.path)) {
      await next()
      return
    }
    const { req, res } = context
    const { prompt, params, session } = await provider.interactionDetails(req, res)
    if (prompt.name === 'consent') {
      context.respond = false
      await provider.interactionFinished(req, res, { consent: {} })
      return
    }
    if (context.method === 'POST') {
      const chosen = await field(req, 'person')
      const person = people.find(({ id }) => id === chosen)
      if (person === undefined) {
        context.throw(400, 'there is nobody of that name')
        return
      }
      const result = { login: { accountId: person.sub }, select_account: {} }
      const onward = await provider.interactionResult(req, res, result, {
        mergeWithLastSubmission: false,
      })
      await forget(provider, session?.uid)
      context.status = 303
      context.redirect(onward)
      return
    }
    const nonce = randomBytes(16).toString('base64')
    context.type = 'html'
    // No form-action: the answer to the form leads on to the extension's own address.
    context.set({
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    const redirect = typeof params['redirect_uri'] === 'string' ? params['redirect_uri'] : ''
    context.body = await loginPage({ people, nonce, goesTo: hostOf(redirect) })
  }
}

/** Else the provider has a script carry whoever was signed in through a page of signing out. */
async function forget(provider: Provider, uid: string | undefined): Promise<void> {
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid)
  if (session === undefined) return
  delete session.accountId
  await session.persist()
}

const hostOf = (uri: string): string => (URL.canParse(uri) ? new URL(uri).host : '')

async function field(request: IncomingMessage, name: string): Promise<string | null> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > mostBytes) return null
  }
  return new URLSearchParams(text).get(name)
}

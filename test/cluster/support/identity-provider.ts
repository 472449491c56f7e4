import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readLog, startChild } from './child.ts'
import { waitUntil } from './wait-until.ts'

export const clientId = 'assent-cluster'
const callback = 'http://127.0.0.1/callback'

export type ClusterIdentityProvider = {
  readonly issuer: string
  /** Signs somebody in as a browser does, and returns the id token that comes back. */
  readonly idToken: (person: 'alice' | 'bob' | 'carol', nonce: string) => Promise<string>
  readonly stop: () => Promise<void>
}

/** The devnet's provider as a process of its own. */
export async function startIdentityProvider(options: {
  readonly dir: string
  readonly command: string
  readonly port: number
}): Promise<ClusterIdentityProvider> {
  const { dir, command, port } = options
  const issuer = `http://127.0.0.1:${port}`
  const config = join(dir, 'identity-provider.json')
  const log = join(dir, 'logs', 'identity-provider.log')
  const keysFile = join(dir, 'identity-provider-keys.json')
  writeFileSync(config, JSON.stringify({ issuer, port, clientId, keysFile }))
  const child = startChild({
    command: process.execPath,
    parameters: [command, 'devnet', 'identity-provider', '--config', config],
    log,
  })
  const stop = async (): Promise<void> => {
    await child.kill()
  }
  try {
    await waitUntil('the identity provider answers', async () => {
      if (!child.running()) throw new Error(`the identity provider ended:\n${readLog(log)}`)
      return (await fetch(`${issuer}/.well-known/openid-configuration`)).ok
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { issuer, stop, idToken: async (person, nonce) => signIn(issuer, person, nonce) }
}

async function signIn(issuer: string, person: string, nonce: string): Promise<string> {
  const visit = browser()
  const asked = new URLSearchParams({
    client_id: clientId,
    redirect_uri: callback,
    response_type: 'id_token',
    scope: 'openid email profile',
    nonce,
    state: 'state',
  })
  const page = await visit(`${issuer}/auth?${asked.toString()}`)
  const chosen = await visit(page.href, new URLSearchParams({ person }))
  const token = new URLSearchParams(chosen.hash.slice(1)).get('id_token')
  if (token === null) throw new Error(`the provider signed nobody in: ${chosen.href}`)
  return token
}

/** Goes where a page leads, with its cookies, until it stands or is the callback's. */
function browser(): (url: string, form?: URLSearchParams) => Promise<URL> {
  const cookies = new Map<string, string>()
  return async (first, form) => {
    let url = new URL(first)
    let body = form
    while (!url.href.startsWith(callback)) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie },
        ...(body !== undefined && { method: 'POST', body }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      const next = answer.headers.get('location')
      await answer.text()
      if (next === null) return url
      url = new URL(next, url)
      body = undefined
    }
    return url
  }
}

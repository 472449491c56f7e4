import { identityProvider, type IdentityProvider } from '../../protocol/deployment.ts'
import { UsageError } from './usage-error.ts'

const issuers: Readonly<Record<string, string>> = {
  google: 'https://accounts.google.com',
  apple: 'https://appleid.apple.com',
}

const names: Readonly<Record<string, string>> = { google: 'Google', apple: 'Apple' }

/** `kind=google,client=…,client=…`: what is well known need not be written. */
export function readIdentityProvider(text: string): IdentityProvider {
  const parts = text.split(',').map((part) => {
    const [name = '', ...value] = part.split('=')
    return [name, value.join('=')] as const
  })
  const all = (key: string): readonly string[] =>
    parts.filter(([name]) => name === key).map(([, value]) => value)
  const unknown = parts.find(
    ([name]) => !['kind', 'issuer', 'client', 'name', 'jwks'].includes(name),
  )
  if (unknown !== undefined) {
    throw new UsageError(`--identity-provider knows no "${unknown[0]}"`)
  }
  const [kind = 'openId'] = all('kind')
  const [jwksUrl] = all('jwks')
  const parsed = identityProvider.safeParse({
    kind,
    name: all('name')[0] ?? names[kind],
    issuer: all('issuer')[0] ?? issuers[kind],
    clientIds: all('client'),
    ...(jwksUrl !== undefined && { jwksUrl }),
  })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`--identity-provider, ${issue?.path.join('.')}: ${issue?.message}`)
}

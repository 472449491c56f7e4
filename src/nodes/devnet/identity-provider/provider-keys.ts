import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { exportJWK, generateKeyPair } from 'jose'
import * as z from 'zod'
import { readJson } from '../../deployment/read-json.ts'
import { writeJson } from '../../deployment/write-json.ts'

const text = z.string().min(1)

const file = z.strictObject({
  signing: z.strictObject({
    kty: z.literal('RSA'),
    alg: z.literal('RS256'),
    use: z.literal('sig'),
    kid: text,
    n: text,
    e: text,
    d: text,
    p: text,
    q: text,
    dp: text,
    dq: text,
    qi: text,
  }),
  cookies: text,
})
export type ProviderKeys = z.infer<typeof file>

/** The keys of the runs before, or new ones. */
export async function providerKeys(path: string): Promise<ProviderKeys> {
  if (existsSync(path)) return readJson(path, 'the keys of the identity provider', file)
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const keys = file.parse({
    signing: { ...jwk, alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') },
    cookies: randomBytes(32).toString('hex'),
  })
  writeJson(path, keys, 0o600)
  return keys
}

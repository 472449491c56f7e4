import * as z from 'zod'
import type { IdentityProvider } from '../../../../protocol/deployment.ts'
import { fetchJson, isLoopback } from './fetch-json.ts'
import { readProviderKeys, type ProviderKey } from './provider-key.ts'

const discovery = z.looseObject({ issuer: z.string(), jwks_uri: z.url().max(2048) })

/** A provider's keys of now, with the seconds for which it says that they may be kept. */
export const fetchProviderKeys = async (
  provider: Pick<IdentityProvider, 'issuer' | 'jwksUrl'>,
): Promise<{ readonly keys: readonly ProviderKey[]; readonly maxAge: number | undefined }> => {
  const { value, maxAge } = await fetchJson(provider.jwksUrl ?? (await discover(provider.issuer)))
  return { keys: readProviderKeys(value), maxAge }
}

const discover = async (issuer: string): Promise<string> => {
  const { value } = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  const found = discovery.parse(value)
  if (found.issuer !== issuer) throw new Error(`${issuer} calls itself something else`)
  if (!mayHoldKeys(issuer, found.jwks_uri))
    throw new Error(`${issuer} has its keys on this machine`)
  return found.jwks_uri
}

/** A provider out there must not make this node ask what runs on its own machine. */
export const mayHoldKeys = (issuer: string, jwksUrl: string): boolean =>
  isLoopback(new URL(issuer)) || !isLoopback(new URL(jwksUrl))

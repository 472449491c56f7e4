import * as z from 'zod'
import { url } from '../../../protocol/schemas.ts'
import { readJson } from '../../deployment/read-json.ts'

const file = z.strictObject({
  issuer: url,
  port: z.int().min(0).max(65_535),
  clientId: z.string().min(1),
  /** Made at the first start. Tokens of earlier runs stay valid while it is there. */
  keysFile: z.string().min(1),
})
export type IdentityProviderConfig = z.infer<typeof file>

export const loadIdentityProviderConfig = (path: string): IdentityProviderConfig =>
  readJson(path, 'the configuration', file)

import { base64urlnopad } from '@scure/base'
import * as z from 'zod'
import { WalletProblem } from '../../problem.ts'

const claims = z.looseObject({
  nonce: z.string().optional(),
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  auth_time: z.number().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
})
export type Claims = z.infer<typeof claims>

/** What a token says; that its provider says so is for the nodes to check. */
export const readClaims = (token: string): Claims => {
  try {
    const [, payload = ''] = token.split('.')
    const text = new TextDecoder('utf-8', { fatal: true }).decode(base64urlnopad.decode(payload))
    return claims.parse(JSON.parse(text))
  } catch (error) {
    throw new WalletProblem('bad-proof', 'the provider sent something that is no id token', {
      cause: error,
    })
  }
}

/** For people to tell their logins apart by; it decides nothing. */
export const labelOf = ({ email, name, preferred_username: user }: Claims, or: string): string =>
  (email ?? user ?? name ?? or).slice(0, 200)

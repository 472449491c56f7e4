import * as z from 'zod'
import { SIGN_IN_CHANNEL } from '../../../messages/page/window-message.ts'
import { hexBytes, hexUpTo } from '../../../protocol/schemas.ts'

const id = z.string().min(1).max(100)

export const passkeyAnswer = z.strictObject({
  kind: z.literal('passkey'),
  id,
  credentialId: hexUpTo(1023),
  authenticatorData: hexUpTo(2048),
  clientData: hexUpTo(4096),
  signature: hexUpTo(1024),
  /** In COSE, where the passkey was made just now. */
  publicKey: hexUpTo(1024).optional(),
})
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>

const pageAnswer = z.discriminatedUnion('kind', [
  passkeyAnswer,
  z.strictObject({
    kind: z.literal('wallet'),
    id,
    address: hexBytes(20),
    signature: hexUpTo(4096),
  }),
  z.strictObject({ kind: z.literal('cancelled'), id, reason: z.string().max(500) }),
])
export type PageAnswer = z.infer<typeof pageAnswer>

/** As it comes from the deployment's page; anything that runs there could have sent it. */
export const pageMessage = z.strictObject({
  channel: z.literal(SIGN_IN_CHANNEL),
  to: z.literal('bridge'),
  answer: pageAnswer,
})

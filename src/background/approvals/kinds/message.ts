import * as z from 'zod'
import type { Warning } from '../../../messages/popup/action.ts'
import type { Hex } from '../../../payloads/encoding/hex.ts'
import { signatureBytes } from '../../signing/signature-bytes.ts'
import type { Signing } from '../../signing/signing.ts'
import type { ApprovalKind } from '../kind.ts'
import { lookAndPrepare } from './look-and-prepare.ts'
import type { Review } from './review.ts'

const body = z.strictObject({
  account: z.string(),
  chainId: z.string(),
  /** Lower-case hex: what is signed, to the byte. */
  bytes: z.string(),
  warnings: z.custom<readonly Warning[]>().optional(),
})
export type MessageBody = z.infer<typeof body>

/** A text, or bytes, under the prefix of EIP-191. */
export const messageKind = (parts: {
  readonly review: Review
  readonly signing: Signing
}): ApprovalKind<MessageBody> => ({
  name: 'message',
  body,
  queues: true,
  bound: ({ account, chainId, bytes }) => ({ account, chainId, bytes }),
  warnings: ({ warnings }) => warnings,
  show: ({ account, bytes }) => ({
    kind: 'message',
    account,
    hex: bytes,
    ...parts.review.readMessage(bytes),
  }),
  async current(control) {
    await lookAndPrepare(parts, control, async () => {
      const { account, chainId, bytes, warnings } = control.body
      if (warnings !== undefined) return
      const { siwe } = parts.review.readMessage(bytes)
      const subject = { kind: 'message', account, chainId, bytes, siwe } as const
      const found = await parts.review.judge(control.by, subject)
      await control.change((now) => ({ ...now, warnings: found }), 'shown')
    })
  },
  async finish(control) {
    const { account, bytes } = control.body
    await control.atSigning()
    const payload = { kind: 'personal-message', bytes: bytes as Hex } as const
    return signatureBytes(await parts.signing.sign(control, account, payload, control.by.origin))
  },
})

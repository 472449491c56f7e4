import * as z from 'zod'
import type { Warning } from '../../../messages/popup/action.ts'
import { signatureBytes } from '../../signing/signature-bytes.ts'
import type { Signing } from '../../signing/signing.ts'
import type { ApprovalKind } from '../kind.ts'
import { lookAndPrepare } from './look-and-prepare.ts'
import type { Review } from './review.ts'

const body = z.strictObject({
  account: z.string(),
  chainId: z.string(),
  /** JSON as the page wrote it: numbers that are written anew may be others. */
  text: z.string(),
  warnings: z.custom<readonly Warning[]>().optional(),
})
export type TypedDataV1Body = z.infer<typeof body>

/** Fields without a domain, from before EIP-712. */
export const typedDataV1Kind = (parts: {
  readonly review: Pick<Review, 'readTypedDataV1' | 'judge'>
  readonly signing: Signing
}): ApprovalKind<TypedDataV1Body> => ({
  name: 'typed-data-v1',
  body,
  queues: true,
  bound: ({ account, chainId, text }) => ({ account, chainId, text }),
  warnings: ({ warnings }) => warnings,
  show: ({ account, text }) => ({
    kind: 'typed-data-v1',
    account,
    raw: text,
    tree: parts.review.readTypedDataV1(text),
  }),
  async current(control) {
    await lookAndPrepare(parts, control, async () => {
      if (control.body.warnings !== undefined) return
      const found = await parts.review.judge(control.by, { kind: 'typed-data-v1' })
      await control.change((now) => ({ ...now, warnings: found }), 'shown')
    })
  },
  async finish(control) {
    const { account, text } = control.body
    await control.atSigning()
    const payload = { kind: 'typed-data-v1', text } as const
    return signatureBytes(await parts.signing.sign(control, account, payload, control.by.origin))
  },
})

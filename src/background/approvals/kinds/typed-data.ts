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
export type TypedDataBody = z.infer<typeof body>

/** EIP-712. */
export const typedDataKind = (parts: {
  readonly review: Review
  readonly signing: Signing
}): ApprovalKind<TypedDataBody> => ({
  name: 'typed-data',
  body,
  queues: true,
  bound: ({ account, chainId, text }) => ({ account, chainId, text }),
  warnings: ({ warnings }) => warnings,
  show: ({ account, chainId, text }) => ({
    kind: 'typed-data',
    account,
    raw: text,
    ...parts.review.readTypedData(text, chainId),
  }),
  async current(control) {
    await lookAndPrepare(parts, control, async () => {
      const { account, chainId, text, warnings } = control.body
      // Each time: what was learnt of tokens is in memory, and the worker may have been stopped.
      await parts.review.learnTokens(chainId, parts.review.readTypedData(text, chainId).actions)
      if (warnings === undefined) {
        const { actions } = parts.review.readTypedData(text, chainId)
        const subject = { kind: 'typed-data', account, chainId, text, actions } as const
        const found = await parts.review.judge(control.by, subject)
        await control.change((now) => ({ ...now, warnings: found }), 'shown')
      } else await control.change((now) => ({ ...now }), 'quietly')
    })
  },
  async finish(control) {
    const { account, text } = control.body
    await control.atSigning()
    const payload = { kind: 'typed-data', text } as const
    return signatureBytes(await parts.signing.sign(control, account, payload, control.by.origin))
  },
})

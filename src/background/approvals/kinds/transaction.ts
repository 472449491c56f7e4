import * as z from 'zod'
import { WalletProblem } from '../../problem.ts'
import type { Signing } from '../../signing/signing.ts'
import type { ApprovalKind, AskControl } from '../kind.ts'
import { chooseDraft } from './choose-draft.ts'
import { draftBound } from './draft-bound.ts'
import { draftView } from './draft-view.ts'
import { draft, isReady } from './draft.ts'
import { lookAndPrepare } from './look-and-prepare.ts'
import { judgeDraft, prepareDraft, type DraftParts } from './prepare-draft.ts'
import { requireFree } from './require-free.ts'
import { sendSigned } from './send-signed.ts'
import { signDraft } from './sign-draft.ts'

const body = z.strictObject({ account: z.string(), chainId: z.string(), draft })
export type TransactionBody = z.infer<typeof body>

/** A transaction that a page asks for: prepared, shown, signed, sent; answered with its hash. */
export const transactionKind = (
  parts: DraftParts & { readonly signing: Signing },
): ApprovalKind<TransactionBody> => {
  const prepare = async (control: AskControl<TransactionBody>): Promise<void> => {
    const { account, chainId, draft: before } = control.body
    const place = { chainId, from: account, by: control.by }
    const prepared = await prepareDraft(parts, place, before)
    await control.change((now) => ({ ...now, draft: prepared }), 'shown')
  }
  return {
    name: 'transaction',
    body,
    queues: true,
    bound: ({ account, chainId, draft: one }) => draftBound(chainId, account, [one]),
    warnings: ({ draft: one }) => one.warnings,
    show: ({ account, chainId, draft: one }) => ({
      kind: 'transaction',
      transaction: draftView(chainId, account, one),
    }),
    async current(control) {
      await lookAndPrepare(parts, control, async () => {
        if (!isReady(control.body.draft)) await prepare(control)
      })
    },
    async choose({ account, chainId, draft: one }, choices, by) {
      const place = { chainId, from: account, by }
      const next = chooseDraft(parts.review, place, one, choices, choices.caps?.[0])
      return { account, chainId, draft: await judgeDraft(parts.review, place, next) }
    },
    async finish(control) {
      const { account, chainId, draft: one } = control.body
      if (!isReady(one)) throw notLookedAt()
      const sending = {
        mayReplace: one.asked.nonce !== undefined,
        prepareAnew: async () => prepareAnew(control),
      }
      if (!control.left) {
        await requireFree(parts, { chainId, account, nonce: one.nonce, ...sending })
        await control.atSigning()
        await signDraft(parts, control, { chainId, account, draft: one, place: 0 })
      }
      const answer = parts.transactions.of(control.id)?.hash
      return sendSigned(parts, control, { answer, calls: 1, ...sending })
    },
    ended: async (id) => parts.transactions.dropUnsent((one) => one === id),
  }

  /** Whatever took the nonce, the person sees the transaction that it has become. */
  async function prepareAnew(control: AskControl<TransactionBody>): Promise<void> {
    const withoutNonce = ({ draft: before, ...rest }: TransactionBody): TransactionBody => {
      const { nonce: _nonce, ...asked } = before.asked
      return { ...rest, draft: { ...before, asked } }
    }
    await control.change(withoutNonce, 'quietly')
    await prepare(control)
  }
}

export const notLookedAt = (): WalletProblem =>
  new WalletProblem('changed-meanwhile', 'the transaction is not prepared yet: wait a moment')

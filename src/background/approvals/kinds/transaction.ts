import * as z from 'zod'
import { WalletProblem } from '../../problem.ts'
import type { Signing } from '../../signing/signing.ts'
import { NonceTaken } from '../../transactions/transactions.ts'
import type { ApprovalKind, AskControl } from '../kind.ts'
import { beginSending } from './begin-sending.ts'
import { chooseDraft } from './choose-draft.ts'
import { draftBound } from './draft-bound.ts'
import { draftView } from './draft-view.ts'
import { draft, isReady, type ReadyDraft } from './draft.ts'
import { judgeDraft, prepareDraft, type DraftParts } from './prepare-draft.ts'
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
      const preparing = parts.signing.prepare(control, control.body.account)
      if (!isReady(control.body.draft)) await prepare(control)
      await preparing
    },
    async choose({ account, chainId, draft: one }, choices, by) {
      const place = { chainId, from: account, by }
      const next = chooseDraft(parts.review, place, one, choices, choices.caps?.[0])
      return { account, chainId, draft: await judgeDraft(parts.review, place, next) }
    },
    async finish(control) {
      const { account, chainId, draft: one } = control.body
      if (!isReady(one)) throw notLookedAt()
      const mayReplace = one.asked.nonce !== undefined
      if (parts.transactions.of(control.id) === undefined) {
        await requireFree(parts, chainId, account, one, async () => prepareAnew(control))
        await control.at('signing')
        await signDraft(parts, control, { chainId, account, draft: one, place: 0 })
      }
      await beginSending(parts, control)
      try {
        return await parts.transactions.broadcast(control.id, { mayReplace })
      } catch (error) {
        if (!(error instanceof NonceTaken)) throw error
        await prepareAnew(control)
        throw takenProblem()
      }
    },
  }

  /** Whatever took the nonce, the person sees the transaction that it has become. */
  async function prepareAnew(control: AskControl<TransactionBody>): Promise<void> {
    await parts.transactions.forget(control.id)
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

export const takenProblem = (): WalletProblem =>
  new WalletProblem(
    'changed-meanwhile',
    'another transaction of this account was faster: this one was prepared anew, look at it again',
  )

export const requireFree = async (
  { transactions }: DraftParts,
  chainId: string,
  account: string,
  { nonce, asked }: ReadyDraft,
  otherwise: () => Promise<void>,
): Promise<void> => {
  const mayReplace = asked.nonce !== undefined
  if (await transactions.isNonceFree(account, chainId, nonce, { mayReplace })) return
  await otherwise()
  throw takenProblem()
}

import * as z from 'zod'
import type { Signing } from '../../signing/signing.ts'
import type { ApprovalKind, AskControl } from '../kind.ts'
import { callsWarnings } from './calls-warnings.ts'
import { chooseDraft } from './choose-draft.ts'
import { draftBound } from './draft-bound.ts'
import { draftView } from './draft-view.ts'
import { draft, isReady, type ReadyDraft } from './draft.ts'
import { lookAndPrepare } from './look-and-prepare.ts'
import { callOf, judgeDraft, prepareDraft, type DraftParts } from './prepare-draft.ts'
import { requireFree } from './require-free.ts'
import { sendSigned } from './send-signed.ts'
import { signDraft } from './sign-draft.ts'
import { notLookedAt } from './transaction.ts'

const body = z.strictObject({
  account: z.string(),
  chainId: z.string(),
  /** What the page asks after it by. */
  bundle: z.string(),
  drafts: z.array(draft).min(1),
})
export type CallsBody = z.infer<typeof body>

/** Several calls of EIP-5792 with one approval: transactions one after the other, not atomic. */
export const callsKind = (
  parts: DraftParts & { readonly signing: Signing },
): ApprovalKind<CallsBody> => {
  const prepare = async (control: AskControl<CallsBody>): Promise<void> => {
    const { account, chainId, drafts } = control.body
    const place = { chainId, from: account, by: control.by }
    const calls = drafts.map((one) => callOf(chainId, account, one))
    const simulations = await parts.review.simulateInRow(calls)
    const prepared = await Promise.all(
      drafts.map(async (one, at) => {
        const simulation = simulations[at] ?? { state: 'unknown', why: 'it was not tried' }
        return prepareDraft(parts, place, one, { place: at, simulation })
      }),
    )
    await control.change((now) => ({ ...now, drafts: prepared }), 'shown')
  }
  return {
    name: 'calls',
    body,
    queues: true,
    bound: ({ account, chainId, drafts }) => draftBound(chainId, account, drafts),
    warnings: ({ drafts }) =>
      drafts.every(({ warnings }) => warnings !== undefined)
        ? callsWarnings(drafts.map(({ warnings }) => warnings ?? []))
        : undefined,
    show: ({ account, chainId, drafts }) => ({
      kind: 'calls',
      chainId,
      account,
      calls: drafts.map((one) => draftView(chainId, account, one)),
    }),
    async current(control) {
      await lookAndPrepare(parts, control, async () => {
        if (!control.body.drafts.every(isReady)) await prepare(control)
      })
    },
    // Gas and nonces of a batch follow from the order of its calls.
    async choose({ account, chainId, bundle, drafts }, { fee, caps }, by) {
      const place = { chainId, from: account, by }
      const chosen = drafts.map(async (one, at) => {
        const choices = fee === undefined ? {} : { fee }
        const next = chooseDraft(parts.review, place, one, choices, caps?.[at])
        return judgeDraft(parts.review, place, next, at > 0)
      })
      return { account, chainId, bundle, drafts: await Promise.all(chosen) }
    },
    async finish(control) {
      const { account, chainId, bundle, drafts } = control.body
      if (!drafts.every((one): one is ReadyDraft => isReady(one))) throw notLookedAt()
      const sending = { mayReplace: false, prepareAnew: async () => prepare(control) }
      if (!control.left) {
        const [first] = drafts
        if (first !== undefined) {
          await requireFree(parts, { chainId, account, nonce: first.nonce, ...sending })
        }
        await control.atSigning()
        // All are signed before any is sent: a batch that cannot be signed whole is not begun.
        for (const [place, one] of drafts.entries()) {
          await signDraft(parts, control, { chainId, account, draft: one, place, bundle })
        }
      }
      return sendSigned(parts, control, {
        answer: { id: bundle },
        calls: drafts.length,
        ...sending,
      })
    },
    ended: async (id) => parts.transactions.dropUnsent((one) => one === id),
  }
}

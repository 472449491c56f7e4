import * as z from 'zod'
import { choices } from '../../messages/popup/calls.ts'

/** Which page asked, and under which of its ids: it may ask the same again after a restart of ours. */
export const askedBy = z.strictObject({
  page: z.string(),
  request: z.string(),
  origin: z.string(),
  /** Where the asking frame stands in another site's page. */
  topOrigin: z.string().optional(),
  title: z.string(),
  icon: z.string().optional(),
})
export type AskedBy = z.infer<typeof askedBy>

/** What a person said yes to, and to nothing else: it is void for anything that reads otherwise. */
const consent = z.strictObject({ choices, hash: z.string(), revision: z.int() })

/** One thing that a person is asked, as it is kept while it waits. */
export const approval = z.strictObject({
  id: z.string(),
  kind: z.string(),
  by: askedBy,
  askedAt: z.int(),
  /** The kind's own, checked by its schema: what is shown and what is done are made of it alone. */
  body: z.unknown(),
  /** Of what is to be agreed to: kind, body, origin, account, chain. */
  hash: z.string(),
  revision: z.int(),
  state: z.enum(['waiting', 'signing', 'sending', 'failed']),
  /** Goes on by itself after a restart or a sign-in. */
  agreed: consent.optional(),
  /** From before the first of it leaves: however it ends now, this is what the page is answered. */
  left: z.strictObject({ answer: z.unknown() }).optional(),
  needsSignIn: z.boolean(),
  problem: z.strictObject({ code: z.string(), detail: z.string() }).optional(),
})
export type Approval = z.infer<typeof approval>

/** How it ended, kept for a while: a page that asks again gets the same. */
export const outcome = z.strictObject({
  page: z.string(),
  request: z.string(),
  at: z.int(),
  result: z.unknown().optional(),
  problem: z
    .strictObject({ code: z.int(), message: z.string(), data: z.unknown().optional() })
    .optional(),
})
export type Outcome = z.infer<typeof outcome>

export const queue = z.strictObject({ open: z.array(approval), ended: z.array(outcome) })
export type Queue = z.infer<typeof queue>

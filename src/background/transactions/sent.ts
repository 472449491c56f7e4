import * as z from 'zod'

const hex = z.string().regex(/^0x[0-9a-f]*$/)

/** A transaction that was signed, from before it left until it is long mined. */
export const sent = z.strictObject({
  /** The approval, and which of its calls. */
  approval: z.string(),
  place: z.int().min(0),
  /** Of a batch that a page may ask after. */
  bundle: z.string().optional(),
  origin: z.string(),
  account: z.string(),
  chainId: z.string(),
  nonce: z.int().min(0),
  to: z.string().optional(),
  hash: hex,
  raw: hex,
  at: z.int(),
  /** `signed`: nobody may have heard of it yet. `gone`: another one took its nonce. */
  state: z.enum(['signed', 'sent', 'mined', 'reverted', 'gone']),
})
export type Sent = z.infer<typeof sent>

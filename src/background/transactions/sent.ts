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
  /** Of the bytes that were signed; entries from before it was kept are signed anew. */
  digest: hex.optional(),
  at: z.int(),
  /**
   * `signed`: nobody has heard of it. `sending`: an RPC was given it and has not said what became of
   * it, so it may be there. `void`: the chain would not have it, or it was not sent any more.
   * `gone`: it had left, and another one has its nonce.
   */
  state: z.enum(['signed', 'sending', 'sent', 'mined', 'reverted', 'void', 'gone']),
})
export type Sent = z.infer<typeof sent>

/** The chain may have it, or may have had it. */
export const hasLeft = ({ state }: Sent): boolean => state !== 'signed' && state !== 'void'

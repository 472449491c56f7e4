import * as z from 'zod'

/** How this node watches the registry's chain; every value has a default that fits most chains. */
export const chainOptions = z.strictObject({
  /** How often head and final block are asked for. */
  pollMilliseconds: z.int().min(50).max(60_000).default(1000),
  /** A head older than this, with no new one in as long, is a chain or an RPC that stands still. */
  maxAgeSeconds: z.int().min(5).max(86_400).default(60),
  /** How far the heads of two RPCs may be apart, in blocks. */
  maxSpread: z.int().min(1).max(1000).default(50),
  /** How long the last position counts while an RPC does not answer. */
  graceMilliseconds: z.int().min(0).max(60_000).default(5000),
  /** After this long an RPC is taken not to answer. */
  timeoutMilliseconds: z.int().min(100).max(60_000).default(3000),
})
export type ChainOptions = z.infer<typeof chainOptions>

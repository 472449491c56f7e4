import * as z from 'zod'

const rate = (perSecond: number, burst: number) =>
  z
    .strictObject({ perSecond: z.number().min(0.01), burst: z.int().min(1) })
    .default({ perSecond, burst })

/** How much this node does for wallets; every value has a default. */
export const walletOptions = z.strictObject({
  /**
   * How many reverse proxies of the operator's stand before this address, each of which adds to
   * X-Forwarded-For. 0 believes that header from nobody.
   */
  trustProxy: z.int().min(0).max(8).default(0),
  /** Requests of one remote address. */
  perAddress: rate(200, 600),
  /** Requests of one session from one remote address. */
  perSession: rate(100, 300),
  /** Proofs that one remote address has judged. */
  signIns: rate(10, 100),
  /** Mints of one identity. */
  mintsPerHour: z.int().min(1).max(100_000).default(20),
  /** Requests that are worked on at one time. */
  inFlight: z.int().min(1).max(10_000).default(256),
  /** Connections that are open at one time. */
  connections: z.int().min(1).max(100_000).default(2048),
  headersSeconds: z.number().min(0.1).max(120).default(5),
  requestSeconds: z.number().min(0.1).max(120).default(15),
})
export type WalletOptions = z.infer<typeof walletOptions>

import * as z from 'zod'

/** What the person keeps of chains: those they added, and built-in ones that they changed. */
export const savedChain = z.strictObject({
  chainId: z.string().regex(/^0x[1-9a-f][0-9a-f]*$/),
  name: z.string(),
  currency: z.strictObject({ name: z.string(), symbol: z.string(), decimals: z.int().min(0) }),
  rpcUrls: z.array(z.string()).min(1),
  explorerUrl: z.string().optional(),
  testnet: z.boolean(),
})
export type SavedChain = z.infer<typeof savedChain>

export const chainsState = z.strictObject({
  selected: z.string().optional(),
  saved: z.array(savedChain),
})
export type ChainsState = z.infer<typeof chainsState>

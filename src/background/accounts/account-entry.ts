import * as z from 'zod'

/** What is kept of a PKP: who it is to the nodes, and what the person made of it on this device. */
export const accountEntry = z.strictObject({
  address: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  publicKey: z.string().regex(/^0x04[0-9a-f]{128}$/),
  nodeSet: z.string().min(1).max(400),
  name: z.string().min(1).max(60),
  hidden: z.boolean(),
  control: z.enum(['own', 'shared']),
  mayUse: z.enum(['anything', 'messages', 'nothing']),
  /** Whether who is signed in may see it; the names of the others wait for their person. */
  listed: z.boolean(),
})
export type AccountEntry = z.infer<typeof accountEntry>

export const accountsState = z.strictObject({
  entries: z.array(accountEntry).max(2000),
  /** By node set. */
  selected: z.record(z.string(), z.string()),
})
export type AccountsState = z.infer<typeof accountsState>

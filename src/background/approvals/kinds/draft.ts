import * as z from 'zod'
import type { Action, Simulation, Warning } from '../../../messages/popup/action.ts'
import type { FeeChoice } from '../../../messages/popup/approval-view.ts'
import type { Fees } from './review.ts'

const amount = z.string().regex(/^[0-9]{1,78}$/)
const hex = z.string().regex(/^0x[0-9a-f]*$/)

/** A call as a page asked for it: hex in lower case, amounts in decimal. */
export const asked = z.strictObject({
  to: hex.optional(),
  value: amount,
  data: hex,
  gas: amount.optional(),
  nonce: z.int().min(0).optional(),
  gasPrice: amount.optional(),
  maxFeePerGas: amount.optional(),
  maxPriorityFeePerGas: amount.optional(),
  type: z.enum(['legacy', 'eip2930', 'eip1559']).optional(),
  accessList: z.array(z.strictObject({ address: hex, storageKeys: z.array(hex) })).optional(),
})
export type Asked = z.infer<typeof asked>

/** A transaction on its way from what a page asked to what is signed. */
export const draft = z.strictObject({
  asked,
  action: z.custom<Action>(),
  simulation: z.custom<Simulation>(),
  warnings: z.custom<readonly Warning[]>().optional(),
  nonce: z.int().min(0).optional(),
  gasLimit: amount.optional(),
  fees: z.custom<Fees>().optional(),
  fee: z.custom<FeeChoice>().optional(),
})
export type Draft = z.infer<typeof draft>

/** With all that a transaction needs. */
export type ReadyDraft = Draft & {
  readonly nonce: number
  readonly gasLimit: string
  readonly fee: FeeChoice
  readonly fees: Fees
}

export const isReady = (one: Draft): one is ReadyDraft =>
  one.nonce !== undefined &&
  one.gasLimit !== undefined &&
  one.fee !== undefined &&
  one.fees !== undefined

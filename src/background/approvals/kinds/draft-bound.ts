import { toHex } from '../../../payloads/encoding/hex.ts'
import { serializeTransaction } from '../../../payloads/evm/serialize-transaction.ts'
import type { Canonical } from '../../../protocol/canonical.ts'
import { isReady, type Draft } from './draft.ts'
import { unsignedTransaction } from './unsigned-transaction.ts'

/** The very bytes that are signed, as soon as there are any. */
export const draftBound = (
  chainId: string,
  account: string,
  drafts: readonly Draft[],
): Canonical => ({
  account,
  chainId,
  transactions: drafts.map((one) =>
    isReady(one)
      ? toHex(serializeTransaction(unsignedTransaction(chainId, one)))
      : { to: one.asked.to ?? '', value: one.asked.value, data: one.asked.data },
  ),
})

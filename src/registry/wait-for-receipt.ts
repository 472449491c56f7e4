import { TransactionReceiptNotFoundError, type Hex, type PublicClient } from 'viem'
import type { TransactionReceipt } from 'viem'
import { RegistryError } from './errors.ts'

const pause = 100

/**
 * Asks until it is there. Waiting for blocks instead would never end on a chain that makes a block
 * for each transaction and no other, if the receipt is late by a moment.
 */
export async function waitForReceipt(
  reader: Pick<PublicClient, 'getTransactionReceipt'>,
  hash: Hex,
  within = 180_000,
): Promise<TransactionReceipt> {
  const deadline = Date.now() + within
  for (;;) {
    try {
      return await reader.getTransactionReceipt({ hash })
    } catch (error) {
      if (!(error instanceof TransactionReceiptNotFoundError)) throw error
    }
    if (Date.now() >= deadline) {
      throw new RegistryError('not-found', `transaction ${hash} was not mined in time`)
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

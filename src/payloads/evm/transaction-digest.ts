import { keccak_256 } from '@noble/hashes/sha3.js'
import { serializeTransaction } from './serialize-transaction.ts'
import type { Transaction } from './transaction.ts'

export const transactionDigest = (transaction: Transaction): Uint8Array =>
  keccak_256(serializeTransaction(transaction))

import { keccak_256 } from '@noble/hashes/sha3.js'
import * as z from 'zod'
import { toHex, type Hex } from '../../payloads/encoding/hex.ts'
import {
  serializeSignedTransaction,
  serializeTransaction,
} from '../../payloads/evm/serialize-transaction.ts'
import type { Transaction } from '../../payloads/evm/transaction.ts'
import { sleep } from '../../quorum/parts.ts'
import type { Session } from '../../quorum/sessions/session.ts'
import type { OnProgress } from '../../quorum/signing/lamps.ts'
import { sign } from '../../quorum/signing/sign.ts'
import { WalletProblem } from '../problem.ts'
import type { SignedTransaction } from '../sign-in/steps/step-context.ts'
import { quantity, type RegistryRpc } from './registry-rpc.ts'

const MINED_WITHIN = 180_000
const BETWEEN_LOOKS = 500

/** By a session that may manage, which this uses up. */
export const signChange = async (
  session: Session,
  publicKey: Hex,
  transaction: Transaction,
  onProgress: OnProgress,
): Promise<SignedTransaction> => {
  const payload = {
    kind: 'evm-transaction',
    bytes: toHex(serializeTransaction(transaction)),
  } as const
  const { r, s, yParity } = await sign(session, { publicKey }, payload, { onProgress })
  const raw = serializeSignedTransaction(transaction, { r: BigInt(r), s: BigInt(s), yParity })
  return { raw: toHex(raw), hash: toHex(keccak_256(raw)) }
}

const receipt = z.looseObject({ status: quantity }).nullable()
const known = z.looseObject({ hash: z.string() }).nullable()

/**
 * Sends what was signed, as often as it takes, and waits until it is mined; `void` says that it can
 * never be.
 */
export const sendChange = async (
  rpc: RegistryRpc,
  { raw, hash }: SignedTransaction,
): Promise<'mined' | 'void'> => {
  const look = async () => rpc('eth_getTransactionReceipt', [hash], receipt)
  let found = await look()
  if (found === null) {
    try {
      await rpc('eth_sendRawTransaction', [raw], z.string())
    } catch (error) {
      if ((await rpc('eth_getTransactionByHash', [hash], known)) === null) {
        if (isVoid(error)) return 'void'
        throw error
      }
    }
  }
  for (let waited = 0; found === null; waited += BETWEEN_LOOKS) {
    if (waited >= MINED_WITHIN) {
      throw new WalletProblem(
        'transaction-failed',
        'the change was sent, and no block has it yet: try again in some minutes',
      )
    }
    await sleep(BETWEEN_LOOKS)
    found = await look()
  }
  if (found.status === 1n) return 'mined'
  throw new WalletProblem('transaction-failed', 'the registry refused the change')
}

const isVoid = (error: unknown): boolean =>
  error instanceof WalletProblem && /nonce/i.test(error.detail)

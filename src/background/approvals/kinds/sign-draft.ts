import { keccak_256 } from '@noble/hashes/sha3.js'
import { toHex } from '../../../payloads/encoding/hex.ts'
import {
  serializeSignedTransaction,
  serializeTransaction,
} from '../../../payloads/evm/serialize-transaction.ts'
import type { SigningFor, Signing } from '../../signing/signing.ts'
import type { Transactions } from '../../transactions/transactions.ts'
import type { ReadyDraft } from './draft.ts'
import { unsignedTransaction } from './unsigned-transaction.ts'

/** Signed once: what was written down is signed again only when these are other bytes by now. */
export const signDraft = async (
  parts: { readonly signing: Signing; readonly transactions: Transactions },
  work: SigningFor & { readonly by: { readonly origin: string } },
  what: {
    readonly chainId: string
    readonly account: string
    readonly draft: ReadyDraft
    readonly place: number
    readonly bundle?: string
  },
): Promise<void> => {
  const { chainId, account, draft, place, bundle } = what
  const transaction = unsignedTransaction(chainId, draft)
  const bytes = serializeTransaction(transaction)
  const digest = toHex(keccak_256(bytes))
  const before = parts.transactions.of(work.id, place)
  if (before?.state === 'signed' && before.digest === digest) return
  const payload = { kind: 'evm-transaction', bytes: toHex(bytes) } as const
  const { r, s, yParity } = await parts.signing.sign(work, account, payload, work.by.origin)
  // Given up while the nodes signed: nobody keeps it.
  work.signal.throwIfAborted()
  const raw = serializeSignedTransaction(transaction, { r: BigInt(r), s: BigInt(s), yParity })
  await parts.transactions.signed({
    approval: work.id,
    place,
    ...(bundle !== undefined && { bundle }),
    origin: work.by.origin,
    account,
    chainId,
    nonce: draft.nonce,
    ...(draft.asked.to !== undefined && { to: draft.asked.to }),
    hash: toHex(keccak_256(raw)),
    raw: toHex(raw),
    digest,
  })
}

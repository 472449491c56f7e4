import * as z from 'zod'
import { RpcError, rpcCode } from '../../messages/rpc-error.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'
import { isKnownAlready, isNonceUsed, isNonceWaiting, saysWhy } from './node-refusals.ts'
import { sent, type Sent } from './sent.ts'

type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>
type ChainRpc = (chainId: string) => Rpc

/** A nonce that somebody named may be that of one that waits, which is to be replaced. */
type MayReplace = { readonly mayReplace: boolean }

const MOST = 500

const isUnreached = (error: unknown): boolean =>
  error instanceof RpcError && error.code === rpcCode.chainDisconnected

/** Thrown when somebody else's transaction has taken the nonce: ours is void, and was not sent. */
export class NonceTaken extends Error {
  override readonly name = 'NonceTaken'
}

/**
 * What this wallet has signed and sent. A transaction is written down before it leaves, so a worker
 * that is killed sends the same bytes again, never a second transaction.
 */
export class Transactions {
  readonly #kept: Kept<readonly Sent[]>
  readonly #rpcOf: ChainRpc
  readonly #now: () => number

  private constructor(kept: Kept<readonly Sent[]>, rpcOf: ChainRpc, now: () => number) {
    this.#kept = kept
    this.#rpcOf = rpcOf
    this.#now = now
  }

  static async open(parts: Pick<Parts, 'local' | 'now'>, rpcOf: ChainRpc): Promise<Transactions> {
    const kept = await Kept.open<readonly Sent[]>(parts.local, {
      name: 'transactions',
      schema: z.array(sent),
      initial: [],
    })
    return new Transactions(kept, rpcOf, parts.now)
  }

  get all(): readonly Sent[] {
    return this.#kept.value
  }

  onChange(listener: () => void): void {
    this.#kept.onChange(listener)
  }

  of(approval: string, place = 0): Sent | undefined {
    return this.#kept.value.find((one) => one.approval === approval && one.place === place)
  }

  /** The next nonce: what the chain counts, and what we have sent that it has not seen yet. */
  async nextNonce(account: string, chainId: string): Promise<number> {
    const counted = await this.#count(account, chainId, 'pending')
    const ours = this.#kept.value.filter(
      (one) =>
        one.chainId === chainId &&
        one.account.toLowerCase() === account.toLowerCase() &&
        // One that never left takes no nonce: whatever comes after it would wait for ever.
        one.state === 'sent',
    )
    let next = counted
    while (ours.some(({ nonce }) => nonce === next)) next += 1
    return next
  }

  /** Whether no transaction has it: mined, or, unless one may be replaced, waiting to be. */
  async isNonceFree(
    account: string,
    chainId: string,
    nonce: number,
    { mayReplace }: MayReplace,
  ): Promise<boolean> {
    return nonce >= (await this.#count(account, chainId, mayReplace ? 'latest' : 'pending'))
  }

  async signed(entry: Omit<Sent, 'at' | 'state'>): Promise<void> {
    await this.#kept.change((all) => [
      ...all
        .filter(({ approval, place }) => approval !== entry.approval || place !== entry.place)
        .slice(-MOST),
      { ...entry, at: this.#now(), state: 'signed' },
    ])
  }

  /** What was signed for it is void, and was never taken by the chain. */
  async forget(approval: string): Promise<void> {
    await this.#kept.change((all) => all.filter((one) => one.approval !== approval))
  }

  /** Sends what was signed, or makes sure that it was sent; returns its hash. */
  async broadcast(
    approval: string,
    { place = 0, mayReplace }: MayReplace & { readonly place?: number },
  ): Promise<string> {
    const entry = this.of(approval, place)
    if (entry === undefined) throw new RpcError('internal', 'Nothing was signed for this.')
    // Stopped between hearing that it was refused and saying so: it was never sent.
    if (entry.state === 'gone') throw new NonceTaken('another transaction took its place')
    if (entry.state !== 'signed') return entry.hash
    const rpc = this.#rpcOf(entry.chainId)
    try {
      await rpc('eth_sendRawTransaction', [entry.raw])
    } catch (error) {
      const arrived = isKnownAlready(error) || (await this.#isThere(rpc, entry.hash))
      if (!arrived) {
        if (isUnreached(error)) {
          const detail = 'nobody knows whether the chain has it: the same is sent once more'
          throw new WalletProblem('chain-failed', detail, { cause: error })
        }
        await this.#put(entry, 'gone')
        if (isNonceUsed(error) || (!mayReplace && isNonceWaiting(error)))
          throw new NonceTaken('another transaction took its place')
        throw new RpcError('transactionRejected', saysWhy(error), { cause: error })
      }
    }
    await this.#put(entry, 'sent')
    return entry.hash
  }

  /** What became of those that are under way; asked when somebody wants to know. */
  async refresh(which: (entry: Sent) => boolean = () => true): Promise<void> {
    const open = this.#kept.value.filter((one) => one.state === 'sent' && which(one))
    await Promise.all(open.map(async (entry) => this.#refreshOne(entry)))
  }

  async #refreshOne(entry: Sent): Promise<void> {
    const receipt = await this.#rpcOf(entry.chainId)('eth_getTransactionReceipt', [entry.hash])
    if (typeof receipt === 'object' && receipt !== null && 'status' in receipt) {
      await this.#put(entry, receipt.status === '0x1' ? 'mined' : 'reverted')
    } else if (entry.nonce < (await this.#count(entry.account, entry.chainId, 'latest'))) {
      await this.#put(entry, 'gone')
    }
  }

  async #isThere(rpc: Rpc, hash: string): Promise<boolean> {
    const found = await rpc('eth_getTransactionByHash', [hash]).catch(() => null)
    return found !== null
  }

  async #count(account: string, chainId: string, at: 'pending' | 'latest'): Promise<number> {
    const count = await this.#rpcOf(chainId)('eth_getTransactionCount', [account, at])
    if (typeof count !== 'string' || !/^0x[0-9a-f]+$/i.test(count)) {
      throw new RpcError('internal', 'The chain does not say how many transactions there were.')
    }
    return Number(count)
  }

  async #put(entry: Sent, state: Sent['state']): Promise<void> {
    await this.#kept.change((all) =>
      all.map((one) =>
        one.approval === entry.approval && one.place === entry.place ? { ...one, state } : one,
      ),
    )
  }
}

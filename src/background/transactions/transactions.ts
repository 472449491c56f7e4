import * as z from 'zod'
import { RpcError } from '../../messages/rpc-error.ts'
import type { Rpc } from '../chains/rpc.ts'
import type { Parts } from '../parts.ts'
import { Kept } from '../state/kept.ts'
import { NotTaken } from './not-taken.ts'
import { nobodyKnows, sendRaw } from './send-raw.ts'
import { hasLeft, sent, type Sent } from './sent.ts'

type ChainRpc = (chainId: string) => Rpc

/** A nonce that somebody named may be that of one that waits, which is to be replaced. */
type MayReplace = { readonly mayReplace: boolean }

const MOST = 500

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
        // One that may never have arrived takes none: what comes after it could wait for ever.
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

  /** Whether any of it may be with the chain, or may have been. */
  hasLeft(approval: string): boolean {
    return this.#kept.value.some((one) => one.approval === approval && hasLeft(one))
  }

  /** None of it is with the chain: as if nothing had been signed for it. */
  async forget(approval: string): Promise<void> {
    await this.#kept.change((all) => all.filter((one) => one.approval !== approval))
  }

  /** What was signed and has not left when its approval is over never will; a begun batch tells. */
  async dropUnsent(isOver: (approval: string) => boolean): Promise<void> {
    await this.#kept.change((all) => {
      const isUnsent = ({ state, approval }: Sent): boolean =>
        state === 'signed' && isOver(approval)
      if (!all.some(isUnsent)) return all
      const begun = new Set(all.filter(hasLeft).map(({ approval }) => approval))
      return all
        .filter((one) => !isUnsent(one) || begun.has(one.approval))
        .map((one) => (isUnsent(one) ? { ...one, state: 'void' } : one))
    })
  }

  /** Sends what was signed, or makes sure that it was sent. */
  async broadcast(
    approval: string,
    { place = 0, mayReplace }: MayReplace & { readonly place?: number },
  ): Promise<void> {
    const entry = this.of(approval, place)
    if (entry === undefined) throw nobodyKnows(new Error('what was signed is not kept any more'))
    const { state, hash, raw } = entry
    // It was refused, or replaced, before a stop or while somebody asked after it.
    if (state === 'void' || state === 'gone') {
      throw new NotTaken('the chain does not have it', { isNonceTaken: true })
    }
    if (state !== 'signed' && state !== 'sending') return
    const rpc = this.#rpcOf(entry.chainId)
    await this.#put(entry, 'sending')
    try {
      await sendRaw(rpc, { hash, raw, mayReplace, wasTried: state === 'sending' })
    } catch (error) {
      if (error instanceof NotTaken) await this.#put(entry, 'void')
      throw error
    }
    await this.#put(entry, 'sent')
  }

  /** What became of those that are under way; asked when somebody wants to know. */
  async refresh(which: (entry: Sent) => boolean = () => true): Promise<void> {
    const open = this.#kept.value.filter(
      (one) => (one.state === 'sent' || one.state === 'sending') && which(one),
    )
    await Promise.all(open.map(async (entry) => this.#refreshOne(entry)))
  }

  async #refreshOne(entry: Sent): Promise<void> {
    // Counted first: one that is mined in between has its receipt by then.
    const count = await this.#count(entry.account, entry.chainId, 'latest')
    const receipt = await this.#rpcOf(entry.chainId)('eth_getTransactionReceipt', [entry.hash])
    if (typeof receipt === 'object' && receipt !== null && 'status' in receipt) {
      await this.#put(entry, receipt.status === '0x1' ? 'mined' : 'reverted')
    } else if (entry.nonce < count) {
      await this.#put(entry, 'gone')
    }
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
        // By its hash: what stands in this place may have been signed anew meanwhile.
        one.approval === entry.approval && one.place === entry.place && one.hash === entry.hash
          ? { ...one, state }
          : one,
      ),
    )
  }
}

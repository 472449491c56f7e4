import {
  readFromBridge,
  type FromBridge,
  type ProviderState,
  type ToBridge,
} from '../../messages/page/provider-port.ts'
import { problemOf, RpcError } from '../../messages/rpc-error.ts'
import type { AskedBy } from '../approvals/approval.ts'
import type { BlockedSites } from '../blocking/blocked-sites.ts'
import type { MethodContext, MethodParts } from '../methods/method.ts'
import { methodNamed } from '../methods/methods.ts'
import { chainOf, shownTo } from '../methods/site-state.ts'
import type { SeenBlocks } from '../methods/subscriptions/seen-blocks.ts'
import { Subscriptions } from '../methods/subscriptions/subscriptions.ts'
import { originOf, topOriginOf } from './origin-of.ts'
import type { Port } from './port.ts'

/** A page that asks without waiting is told to wait. */
const MOST_AT_ONCE = 200

/** In the place of an origin for pages that have none: no site can have it, so nothing is shared. */
const NOBODY = 'null'

export type Timer = {
  every(ms: number, run: () => void): () => void
  after(ms: number, run: () => void): void
}

export type ConnectionParts = MethodParts & {
  readonly blockedSites: Pick<BlockedSites, 'has'>
  readonly signIns: {
    pageAnswer(tab: number, origin: string, message: unknown): Promise<void>
  }
  readonly timer: Timer
  readonly seenBlocks: SeenBlocks
  readonly whenOpen: () => Promise<void>
  /** Whether a document still speaks to the wallet, by whichever of its ports. */
  readonly isThere: (page: string) => boolean
  readonly showWallet: MethodContext['showWallet']
}

type Hello = Extract<FromBridge, { type: 'hello' }>
type Request = Extract<FromBridge, { type: 'request' }>

/** One page, or frame: what it asks is done for its origin, and it hears of what changes for it. */
export class ProviderConnection {
  readonly #parts: ConnectionParts
  readonly #port: Port
  readonly #origin: string | undefined
  readonly #subscriptions: Subscriptions
  #hello: Hello | undefined
  #told: string | undefined
  #running = 0
  #ended = false

  constructor(parts: ConnectionParts, port: Port) {
    this.#parts = parts
    this.#port = port
    this.#origin = originOf(port.sender)
    const { timer, seenBlocks, chains } = parts
    this.#subscriptions = new Subscriptions(
      { timer, seenBlocks, rpcOf: (chainId) => chains.rpc(chainId) },
      (subscription, result) =>
        this.#post({
          type: 'message',
          message: { type: 'eth_subscription', data: { subscription, result } },
        }),
    )
  }

  /** Hears the page, and first what it said while the worker was waking. */
  begin(): void {
    this.#port.onMessage.addListener((message) => this.#take(message))
  }

  /** Of the document at the other end, once it has said so. */
  get page(): string | undefined {
    return this.#hello?.page
  }

  /** Tells the page what it may know, if that is something new. */
  tell(): void {
    if (this.#hello === undefined || this.#ended) return
    if (this.#isBlocked()) this.#subscriptions.end()
    const state = this.#state()
    const text = JSON.stringify(state)
    if (text === this.#told) return
    this.#told = text
    this.#post({ type: 'state', state })
  }

  end(): void {
    this.#ended = true
    this.#subscriptions.end()
  }

  #state(): ProviderState {
    const origin = this.#origin ?? NOBODY
    const { chainId } = chainOf(this.#parts, origin)
    return {
      chainId,
      accounts: shownTo(this.#parts, origin),
      connected: this.#parts.chains.answers(chainId),
    }
  }

  #take(message: unknown): void {
    const read = readFromBridge(message)
    if (read?.type === 'hello') {
      // A document has one name from its first word to its last.
      if (this.#hello !== undefined && this.#hello.page !== read.page) return
      this.#hello = read
      this.tell()
    } else if (read?.type === 'request' && this.#hello !== undefined) {
      void this.#answer(read, this.#hello)
    } else if (read?.type === 'sign-in-answer') {
      const tab = this.#port.sender?.tab?.id
      if (tab === undefined || this.#origin === undefined) return
      void this.#parts.signIns.pageAnswer(tab, this.#origin, read.message).catch(() => {})
    }
  }

  async #answer(request: Request, hello: Hello): Promise<void> {
    this.#running += 1
    try {
      const result = await this.#run(request, hello)
      this.#post({ type: 'answer', id: request.id, result: result === undefined ? null : result })
    } catch (error) {
      this.#post({ type: 'answer', id: request.id, problem: problemOf(error) })
    } finally {
      this.#running -= 1
    }
  }

  async #run(request: Request, hello: Hello): Promise<unknown> {
    const { id, method, params, again } = request
    if (this.#running > MOST_AT_ONCE) {
      throw new RpcError('limitExceeded', 'Too many requests at once: wait for some answers.')
    }
    if (this.#isBlocked()) {
      throw new RpcError('userRejected', 'The person has blocked this site in the wallet.')
    }
    const found = methodNamed(method)
    if (found === undefined) {
      throw new RpcError('methodNotFound', `The wallet has no method ${method}.`)
    }
    if (found.needsOrigin && this.#origin === undefined) {
      throw new RpcError(
        'unauthorized',
        'This page has no origin of its own, as in a sandbox: nobody could tell who asks.',
      )
    }
    const { approvals } = this.#parts
    // It was asked before the worker was restarted: one ask, one answer.
    const isAsked = again === true && approvals.knows(hello.page, id)
    if (isAsked && !found.looksAgain) return approvals.answer(hello.page, id)
    return found.run(this.#context(request, hello), params)
  }

  /** A frame is no way around it for the page that it stands in. */
  #isBlocked(): boolean {
    return this.#parts.blockedSites.has(this.#origin, topOriginOf(this.#port.sender))
  }

  #context({ id, again }: Request, { page, title, icon }: Hello): MethodContext {
    const topOrigin = topOriginOf(this.#port.sender)
    const by: AskedBy = {
      page,
      request: id,
      origin: this.#origin ?? NOBODY,
      title,
      ...(icon !== undefined && { icon }),
      ...(topOrigin !== undefined && { topOrigin }),
    }
    return {
      ...this.#parts,
      by,
      again: again === true,
      subscriptions: this.#subscriptions,
      isHere: () => this.#parts.isThere(page) && !this.#isBlocked(),
    }
  }

  #post(message: ToBridge): void {
    if (this.#ended) return
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, no window
      this.#port.postMessage(message)
    } catch {
      // The page went away in between; it has asked for nothing that would still matter.
    }
  }
}

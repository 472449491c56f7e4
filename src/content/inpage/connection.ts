import type { ProviderState } from '../../messages/page/provider-port.ts'
import { rpcCode } from '../../messages/rpc-error.ts'
import { goneError, ProviderError } from './provider-error.ts'
import type { FromBridge, ToBridge, Transport } from './transport.ts'

type Waiting = {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: ProviderError) => void
}

export type Hears = {
  state(state: ProviderState): void
  message(message: { readonly type: string; readonly data: unknown }): void
  /** Whether there is a wallet to talk to. */
  there(isThere: boolean): void
}

/** More at once than any page means; the wallet has its own, lower limit. */
const MOST_WAITING = 1000

/**
 * Requests on their way to the bridge. A page that never uses the wallet makes it do nothing: the
 * bridge is spoken to with the first request, or when somebody listens.
 */
export class Connection {
  readonly #transport: Transport
  readonly #hears: Hears
  readonly #waiting: Record<number, Waiting | undefined> = Object.create(null) as Record<
    number,
    Waiting | undefined
  >
  #count = 0
  #next = 1
  #isUsed = false
  #isReady = false
  #isGone = false
  /** What nobody has heard yet: the bridge may come after the page's first script. */
  #unsaid: readonly ToBridge[] = []

  constructor(transport: Transport, hears: Hears) {
    this.#transport = transport
    this.#hears = hears
    transport.listen((message) => this.#take(message))
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /** Somebody wants to know how things are. */
  use(): void {
    if (this.#isUsed) return
    this.#isUsed = true
    this.#say({ type: 'hello' })
  }

  async request(method: string, params: unknown): Promise<unknown> {
    if (this.#isGone) throw goneError()
    if (this.#count >= MOST_WAITING) {
      throw new ProviderError({
        code: rpcCode.limitExceeded,
        message: 'Too many requests wait for an answer.',
      })
    }
    this.use()
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting[id] = { resolve, reject }
      this.#count += 1
      this.#say({ type: 'request', id, method, params })
    })
  }

  #say(message: ToBridge): void {
    if (this.#isReady) this.#transport.send(message)
    else {
      if (this.#unsaid.length === 0) this.#transport.send({ type: 'hello' })
      this.#unsaid = [...this.#unsaid, message]
    }
  }

  #take(message: FromBridge): void {
    switch (message.type) {
      case 'ready':
        this.#ready()
        break
      case 'state':
        this.#hears.state(message.state)
        break
      case 'message':
        this.#hears.message(message.message)
        break
      case 'answer':
        this.#answered(message)
        break
      case 'gone':
        this.#gone()
        break
    }
  }

  /** A bridge is there; after an update of the extension it is another one than before. */
  #ready(): void {
    const unsaid = this.#unsaid
    this.#unsaid = []
    this.#isReady = true
    if (this.#isGone) {
      this.#isGone = false
      this.#hears.there(true)
      if (this.#isUsed) this.#transport.send({ type: 'hello' })
    }
    for (const message of unsaid) this.#transport.send(message)
  }

  #answered(message: Extract<FromBridge, { type: 'answer' }>): void {
    const waiting = this.#waiting[message.id]
    if (waiting === undefined) return
    this.#forget(message.id)
    if ('problem' in message) waiting.reject(new ProviderError(message.problem))
    else waiting.resolve(message.result)
  }

  #gone(): void {
    this.#isGone = true
    this.#isReady = false
    this.#unsaid = []
    this.#hears.there(false)
    for (const id of Object.keys(this.#waiting).map(Number)) {
      const waiting = this.#waiting[id]
      this.#forget(id)
      waiting?.reject(goneError())
    }
  }

  #forget(id: number): void {
    delete this.#waiting[id]
    this.#count -= 1
  }
}

import type { ProviderState } from '../../messages/page/provider-port.ts'
import { rpcCode } from '../../messages/rpc-error.ts'
import { Connection } from './connection.ts'
import { Emitter, type Listener } from './emitter.ts'
import { plainCopy } from './plain-copy.ts'
import { closed, ProviderError } from './provider-error.ts'
import type { Transport } from './transport.ts'

const refuse = (message: string): never => {
  throw new ProviderError({ code: rpcCode.invalidRequest, message })
}

/** https://eips.ethereum.org/EIPS/eip-1193, with what older pages still call. */
export class Provider extends Emitter {
  readonly isAssent = true
  /**
   * Pages and libraries from before EIP-6963 take a provider without this flag for a node's, and hide
   * the button that connects. It says that the wallet speaks as that one does, and no page decides
   * by it whom it trusts.
   */
  readonly isMetaMask = true
  readonly #connection: Connection
  #state: ProviderState | undefined

  constructor(transport: Transport) {
    super()
    this.#connection = new Connection(transport, {
      state: (state) => this.#changed(state),
      message: (message) => void this.emit('message', message),
      there: (isThere) => this.#there(isThere),
    })
    // Pages take methods off the provider and call them bare.
    for (const name of ['request', 'send', 'sendAsync', 'enable'] as const) {
      Object.defineProperty(this, name, { value: this[name].bind(this), writable: true })
    }
  }

  get chainId(): string | null {
    this.#connection.use()
    return this.#state?.chainId ?? null
  }

  get selectedAddress(): string | null {
    this.#connection.use()
    return this.#state?.accounts[0] ?? null
  }

  get networkVersion(): string | null {
    const { chainId } = this
    return chainId === null ? null : BigInt(chainId).toString()
  }

  isConnected(): boolean {
    return !this.#connection.isGone && this.#state?.connected !== false
  }

  /** Experimental parts of MetaMask's that pages call without looking whether they are there. */
  get _metamask(): { readonly isUnlocked: () => Promise<boolean> } {
    return {
      isUnlocked: async () => {
        const state = await this.#connection.request('metamask_getProviderState', undefined)
        return (state as { readonly isUnlocked?: unknown } | null)?.isUnlocked === true
      },
    }
  }

  async request(given: unknown): Promise<unknown> {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      return refuse('A request is an object with a method.')
    }
    const { method, params } = given as { readonly method?: unknown; readonly params?: unknown }
    if (typeof method !== 'string' || method === '') {
      return refuse('The method of a request is its name.')
    }
    if (params !== undefined && params !== null && typeof params !== 'object') {
      return refuse('The parameters of a request are a list, or an object.')
    }
    return this.#connection.request(method, plainCopy(params ?? undefined))
  }

  override on(event: string | symbol, listener: Listener): this {
    this.#connection.use()
    return super.on(event, listener)
  }

  override once(event: string | symbol, listener: Listener): this {
    this.#connection.use()
    return super.once(event, listener)
  }

  /** From before EIP-1193. */
  async enable(): Promise<unknown> {
    return this.request({ method: 'eth_requestAccounts' })
  }

  /** A method with its parameters, or a request with a callback, or a few methods at once. */
  send(given: unknown, second?: unknown): unknown {
    if (typeof given === 'string') {
      return this.request({ method: given, params: second }).then((result) => ({
        id: undefined,
        jsonrpc: '2.0',
        result,
      }))
    }
    if (typeof second === 'function') return this.sendAsync(given, second as Callback)
    return this.#sendSync(given)
  }

  sendAsync(given: unknown, callback: Callback): void {
    void this.#callBack(given, callback)
  }

  async #callBack(given: unknown, callback: Callback): Promise<void> {
    if (Array.isArray(given)) {
      const all = (given as readonly unknown[]).map(async (one) => this.#legacy(one))
      callback(null, await Promise.all(all))
      return
    }
    const answer = await this.#legacy(given)
    callback('error' in answer ? answer.error : null, answer)
  }

  async #legacy(given: unknown): Promise<LegacyAnswer> {
    const { id } = (given ?? {}) as { readonly id?: unknown }
    try {
      return { id, jsonrpc: '2.0', result: await this.request(given) }
    } catch (error) {
      const problem =
        error instanceof ProviderError
          ? error
          : new ProviderError({ code: rpcCode.internal, message: 'Something went wrong.' })
      return { id, jsonrpc: '2.0', error: problem }
    }
  }

  #sendSync(given: unknown): unknown {
    const { method, id } = (given ?? {}) as { readonly method?: unknown; readonly id?: unknown }
    const result = this.#known(method)
    if (result === undefined) return refuse('Ask with request: an answer takes its time.')
    return { id, jsonrpc: '2.0', result }
  }

  #known(method: unknown): unknown {
    switch (method) {
      case 'eth_accounts':
        return this.selectedAddress === null ? [] : [this.selectedAddress]
      case 'eth_coinbase':
        return this.selectedAddress
      case 'eth_chainId':
        return this.chainId
      case 'net_version':
        return this.networkVersion
      default:
        return undefined
    }
  }

  #changed(state: ProviderState): void {
    const before = this.#state
    this.#state = state
    const { chainId, accounts, connected } = state
    if (connected && before?.connected !== true) this.emit('connect', { chainId })
    if (!connected && before?.connected === true) {
      const message = 'The chain does not answer.'
      this.emit('disconnect', new ProviderError({ code: closed.forNow, message }))
    }
    if (before !== undefined && before.chainId !== chainId) {
      this.emit('chainChanged', chainId)
      this.emit('networkChanged', BigInt(chainId).toString())
    }
    if (before === undefined) return
    const had = before.accounts
    const isSame = had.length === accounts.length && had.every((one, at) => one === accounts[at])
    if (!isSame) this.emit('accountsChanged', [...accounts])
  }

  #there(isThere: boolean): void {
    if (isThere) return
    if (this.#state !== undefined) this.#state = { ...this.#state, connected: false }
    const message = 'The wallet was updated or removed: reload the page.'
    this.emit('disconnect', new ProviderError({ code: closed.forGood, message }))
  }
}

type Callback = (error: unknown, answer: unknown) => void

type LegacyAnswer = { readonly id: unknown; readonly jsonrpc: '2.0' } & (
  | { readonly result: unknown }
  | { readonly error: ProviderError }
)

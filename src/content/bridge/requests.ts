import type { RpcProblem } from '../../messages/rpc-error.ts'

export type Asked = {
  /** The page's own number. */
  readonly page: number
  readonly method: string
  readonly params: unknown
}

/** Whatever they are answered, they are told of later: a worker that forgot them is told again. */
const lasting: ReadonlySet<string> = new Set([
  'eth_subscribe',
  'eth_newFilter',
  'eth_newBlockFilter',
])
const ending: ReadonlySet<string> = new Set(['eth_unsubscribe', 'eth_uninstallFilter'])

export type Answer = { readonly result: unknown } | { readonly problem: RpcProblem }

/** What was asked and is not answered, and what was answered and lasts. */
export class Requests {
  readonly #waiting = new Map<string, Asked>()
  readonly #lasting = new Map<string, Asked>()

  get hasAny(): boolean {
    return this.#waiting.size > 0 || this.#lasting.size > 0
  }

  get(id: string): Asked | undefined {
    return this.#waiting.get(id) ?? this.#lasting.get(id)
  }

  add(id: string, asked: Asked): void {
    this.#waiting.set(id, asked)
  }

  /** The page's request that this answers; undefined for one that has its answer already. */
  answered(id: string, answer: Answer): Asked | undefined {
    const asked = this.#waiting.get(id)
    if (asked === undefined) return undefined
    this.#waiting.delete(id)
    if ('result' in answer && lasting.has(asked.method)) this.#lasting.set(id, asked)
    if ('result' in answer && ending.has(asked.method)) this.#ended(asked.params)
    return asked
  }

  waiting(): readonly Asked[] {
    return [...this.#waiting.values()]
  }

  /** What the next worker is told, in the order in which it was asked. */
  all(): readonly (readonly [id: string, asked: Asked])[] {
    return [...this.#lasting, ...this.#waiting]
  }

  /** The worker gives such a thing the id of its request. */
  #ended(params: unknown): void {
    const [id] = Array.isArray(params) ? (params as readonly unknown[]) : []
    if (typeof id === 'string') this.#lasting.delete(id.replace(/^0x/, ''))
  }
}

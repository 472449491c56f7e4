export type Listener = (...values: readonly unknown[]) => void

type Entry = { readonly listener: Listener; readonly once: boolean }

// Kept from before the page ran: what it does to prototypes later changes nothing here.
const { apply } = Reflect
const report =
  typeof globalThis.reportError === 'function' ? globalThis.reportError.bind(globalThis) : () => {}

/** Events as Node's emitters have them, as far as pages use them on providers. */
export class Emitter {
  #entries: Record<string | symbol, readonly Entry[] | undefined> = Object.create(null) as Record<
    string | symbol,
    readonly Entry[] | undefined
  >

  on(event: string | symbol, listener: Listener): this {
    return this.#add(event, { listener, once: false })
  }

  once(event: string | symbol, listener: Listener): this {
    return this.#add(event, { listener, once: true })
  }

  addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener)
  }

  prependListener(event: string | symbol, listener: Listener): this {
    this.#entries[event] = [{ listener, once: false }, ...(this.#entries[event] ?? [])]
    return this
  }

  off(event: string | symbol, listener: Listener): this {
    const entries = this.#entries[event] ?? []
    const place = entries.findLastIndex((entry) => entry.listener === listener)
    if (place >= 0) this.#entries[event] = entries.toSpliced(place, 1)
    return this
  }

  removeListener(event: string | symbol, listener: Listener): this {
    return this.off(event, listener)
  }

  removeAllListeners(event?: string | symbol): this {
    if (event === undefined) {
      this.#entries = Object.create(null) as Record<string | symbol, readonly Entry[] | undefined>
    } else delete this.#entries[event]
    return this
  }

  listenerCount(event: string | symbol): number {
    return this.#entries[event]?.length ?? 0
  }

  listeners(event: string | symbol): readonly Listener[] {
    return (this.#entries[event] ?? []).map(({ listener }) => listener)
  }

  eventNames(): readonly (string | symbol)[] {
    return Reflect.ownKeys(this.#entries).filter((event) => this.listenerCount(event) > 0)
  }

  /** Pages tune it to silence a warning that there is none of here. */
  setMaxListeners(_most: number): this {
    return this
  }

  getMaxListeners(): number {
    return Number.POSITIVE_INFINITY
  }

  emit(event: string | symbol, ...values: readonly unknown[]): boolean {
    const entries = this.#entries[event] ?? []
    for (const { listener, once } of entries) {
      if (once) this.off(event, listener)
      try {
        apply(listener, this, values)
      } catch (error) {
        // One listener's fault is not the next one's.
        report(error)
      }
    }
    return entries.length > 0
  }

  #add(event: string | symbol, entry: Entry): this {
    this.#entries[event] = [...(this.#entries[event] ?? []), entry]
    return this
  }
}

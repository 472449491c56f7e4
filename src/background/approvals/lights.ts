import type { Lamp } from '../../messages/popup/node-set-view.ts'

export type Light = { readonly lamps: readonly Lamp[]; readonly signedInMs?: number }

/** What nodes are doing for each approval; in memory, since it is about now. */
export class Lights {
  readonly #lights = new Map<string, Light>()
  readonly #listeners = new Set<() => void>()

  of(id: string): Light {
    return this.#lights.get(id) ?? { lamps: [] }
  }

  set(id: string, lamps: readonly Lamp[], signedInMs?: number): void {
    this.#lights.set(id, { lamps, ...(signedInMs !== undefined && { signedInMs }) })
    for (const listener of this.#listeners) listener()
  }

  forget(id: string): void {
    this.#lights.delete(id)
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }
}

import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { Progress } from '../../quorum/events.ts'

/** The latest of each node, those that were not asked among them. */
export class LampBoard {
  readonly #lamps = new Map<number, Lamp>()
  readonly #changed: (lamps: readonly Lamp[]) => void

  constructor(nodes: readonly number[], changed: (lamps: readonly Lamp[]) => void) {
    for (const node of nodes) this.#lamps.set(node, { node, state: 'idle', ms: 0 })
    this.#changed = changed
    changed(this.lamps)
  }

  get lamps(): readonly Lamp[] {
    return [...this.#lamps.values()].toSorted((a, b) => a.node - b.node)
  }

  take({ node, state, ms }: Progress): void {
    // A share that came stays: what happens to other attempts later takes nothing from it.
    if (this.#lamps.get(node)?.state === 'signed' && state !== 'lied') return
    this.#lamps.set(node, { node, state, ms })
    this.#changed(this.lamps)
  }
}

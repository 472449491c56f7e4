import type { Activity } from '../../../protocol/activity.ts'
import type { Signed } from '../ceremonies/node-signing.ts'
import type { CeremonyEnd } from '../ceremonies/runner.ts'

const KEPT = 50

/** What this node did lately, the latest first. It is gone with the process. */
export class ActivityLog {
  readonly #signatures: Activity['signatures'] = []
  readonly #ceremonies: Activity['ceremonies'] = []
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  get signatures(): Activity['signatures'] {
    return [...this.#signatures]
  }

  get ceremonies(): Activity['ceremonies'] {
    return [...this.#ceremonies]
  }

  signed({ signers, ...signed }: Signed): void {
    this.#signatures.unshift({ at: this.#now(), ...signed, signers: [...signers] })
    this.#signatures.splice(KEPT)
  }

  ended({ parties, culprits, ...end }: CeremonyEnd): void {
    this.#ceremonies.unshift({
      at: this.#now(),
      ...end,
      parties: [...parties],
      culprits: [...culprits],
    })
    this.#ceremonies.splice(KEPT)
  }
}

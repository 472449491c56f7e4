import { toHex } from '../../payloads/encoding/hex.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import type { Kept } from '../state/kept.ts'
import { admit } from './admit.ts'
import type { AnyKind } from './any-kind.ts'
import type { Approval, AskedBy, Queue } from './approval.ts'
import { askControl } from './ask-control.ts'
import { boundHash } from './bound-hash.ts'
import { isUnderWay } from './is-under-way.ts'
import type { AskControl } from './kind.ts'
import { Lights, type Light } from './lights.ts'
import { Outcomes, rejected, type End } from './outcomes.ts'
import { isSameRequest } from './same-request.ts'

/** What is open, in its order; what belongs to one ends with it. */
export class OpenApprovals {
  readonly #parts: Pick<Parts, 'now' | 'random'>
  readonly #kept: Kept<Queue>
  readonly #kinds: ReadonlyMap<string, AnyKind>
  readonly #outcomes: Outcomes
  readonly #lights = new Lights()
  readonly #stops = new Map<string, AbortController>()

  constructor(parts: Pick<Parts, 'now' | 'random'>, kept: Kept<Queue>, kinds: readonly AnyKind[]) {
    this.#parts = parts
    this.#kept = kept
    this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]))
    this.#outcomes = new Outcomes(kept)
  }

  get all(): readonly Approval[] {
    return this.#kept.value.open
  }

  onChange(listener: () => void): void {
    this.#kept.onChange(listener)
  }

  onLight(listener: () => void): void {
    this.#lights.onChange(listener)
  }

  /** Whether this page has asked this before. */
  knows(page: string, request: string): boolean {
    return [...this.all.map(({ by }) => by), ...this.#kept.value.ended].some((one) =>
      isSameRequest(one, { page, request }),
    )
  }

  /** What the page is answered in the end; rejects with what it is refused with. */
  async answer(page: string, request: string): Promise<unknown> {
    return this.#outcomes.of(page, request)
  }

  find(id: string): { readonly approval: Approval; readonly kind: AnyKind } {
    const approval = this.all.find((one) => one.id === id)
    const kind = approval && this.#kinds.get(approval.kind)
    if (approval === undefined || kind === undefined) {
      throw new WalletProblem('changed-meanwhile', 'this was answered already')
    }
    return { approval, kind }
  }

  lightOf(id: string): Light {
    return this.#lights.of(id)
  }

  async add(kind: AnyKind, by: AskedBy, body: unknown): Promise<void> {
    const approval: Approval = {
      id: toHex(this.#parts.random(16)),
      kind: kind.name,
      by,
      askedAt: this.#parts.now(),
      body,
      hash: boundHash(kind, by, body),
      revision: 1,
      state: 'waiting',
      needsSignIn: false,
    }
    await this.#kept.change((now) => admit(now, approval, kind.queues))
  }

  async put(id: string, next: (approval: Approval) => Approval): Promise<void> {
    await this.#kept.change((now) => {
      const open = now.open.map((one) => (one.id === id ? next(one) : one))
      return open.every((one, at) => one === now.open[at]) ? now : { ...now, open }
    })
  }

  async end(id: string, end: End): Promise<void> {
    await this.#end(id, () => end)
  }

  /** Nobody wants it any more: refused, unless it has left, which is told; what is leaving goes on. */
  async giveUp(id: string): Promise<void> {
    await this.#end(id, (one) => {
      if (one.left === undefined) return rejected
      return isUnderWay(one) ? undefined : { result: one.left.answer }
    })
  }

  control(id: string): AskControl<unknown> {
    const stop = this.#stops.get(id) ?? new AbortController()
    this.#stops.set(id, stop)
    return askControl(id, {
      ...this.find(id),
      signal: stop.signal,
      find: () => this.find(id).approval,
      put: async (next) => this.put(id, next),
      light: (lamps, signedInMs) => this.#lights.set(id, lamps, signedInMs),
    })
  }

  async #end(id: string, endOf: (approval: Approval) => End | undefined): Promise<void> {
    const kind = this.#kinds.get(this.all.find((one) => one.id === id)?.kind ?? '')
    await this.#outcomes.end(id, endOf, this.#parts.now())
    if (this.all.some((one) => one.id === id)) return
    this.#stops.get(id)?.abort()
    this.#stops.delete(id)
    this.#lights.forget(id)
    await kind?.ended(id)
  }
}

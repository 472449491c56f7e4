import type { ApprovalView } from '../../messages/popup/approval-view.ts'
import { RpcError } from '../../messages/rpc-error.ts'
import { toHex } from '../../payloads/encoding/hex.ts'
import type { Parts } from '../parts.ts'
import { problemOf, WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'
import { admit } from './admit.ts'
import { anyKind, type AnyKind } from './any-kind.ts'
import { queue, type Approval, type AskedBy, type Queue } from './approval.ts'
import { boundHash } from './bound-hash.ts'
import type { ApprovalKind, AskControl, Choices } from './kind.ts'
import { Lights } from './lights.ts'
import { endedWith, Outcomes, rejected } from './outcomes.ts'
import { requireAccepted } from './require-accepted.ts'
import { showApproval } from './show-approval.ts'
import { Silence } from './silence.ts'

/** What people are asked, one after the other; it outlives the worker, and not the browser. */
export class Approvals {
  readonly #parts: Pick<Parts, 'now' | 'random'>
  readonly #kept: Kept<Queue>
  readonly #kinds: ReadonlyMap<string, AnyKind>
  readonly #silence: Silence
  readonly #outcomes: Outcomes
  readonly #lights = new Lights()
  readonly #stops = new Map<string, AbortController>()
  #current: string | undefined
  readonly #listeners = new Set<() => void>()

  constructor(parts: Pick<Parts, 'now' | 'random'>, kept: Kept<Queue>, kinds: readonly AnyKind[]) {
    this.#parts = parts
    this.#kept = kept
    this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]))
    this.#silence = new Silence(parts.now)
    this.#outcomes = new Outcomes(kept)
    kept.onChange(() => this.#changed())
    this.#lights.onChange(() => this.#tell())
  }

  static async openQueue(area: Parts['session']): Promise<Kept<Queue>> {
    return Kept.open(area, { name: 'approvals', schema: queue, initial: { open: [], ended: [] } })
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** After a restart: what was agreed to goes on, and what is in front is looked at again. */
  start(): void {
    for (const { id, agreed, needsSignIn } of this.#kept.value.open) {
      if (agreed !== undefined && !needsSignIn) void this.#finish(id, agreed)
    }
    this.#changed()
  }

  get waiting(): number {
    return this.#kept.value.open.length
  }

  /** Whether this page has asked this before. */
  knows(page: string, request: string): boolean {
    const { open, ended } = this.#kept.value
    return [...open.map(({ by }) => by), ...ended].some(
      (one) => one.page === page && one.request === request,
    )
  }

  /** What the page is answered in the end; rejects with what it is refused with. */
  async answer(page: string, request: string): Promise<unknown> {
    return this.#outcomes.of(page, request)
  }

  async ask<Body>(kind: ApprovalKind<Body>, by: AskedBy, body: Body): Promise<void> {
    if (this.knows(by.page, by.request)) return
    this.#silence.require(by.origin)
    const approval: Approval = {
      id: toHex(this.#parts.random(16)),
      kind: kind.name,
      by,
      askedAt: this.#parts.now(),
      body,
      hash: boundHash(anyKind(kind), by, body),
      revision: 1,
      state: 'waiting',
      needsSignIn: false,
    }
    await this.#kept.change((now) => admit(now, approval, kind.queues))
  }

  async choose(id: string, choices: Choices): Promise<void> {
    const { kind, approval } = this.#find(id)
    if (approval.state !== 'waiting' && approval.state !== 'failed') return
    const { revision } = approval
    const body = await kind.choose(approval.body, choices, approval.by)
    await this.#put(id, (one) => {
      if (one.revision === revision) return { ...one, body, hash: boundHash(kind, one.by, body) }
      throw new WalletProblem('changed-meanwhile', 'what is asked has changed: look at it again')
    })
  }

  /** The answer names what was looked at; anything that came between is looked at first. */
  async approve(id: string, hash: string, revision: number, choices: Choices): Promise<void> {
    let isFirst = false
    const { kind } = this.#find(id)
    await this.#put(id, (one) => {
      if (one.agreed !== undefined && !one.needsSignIn) return one
      if (one.hash !== hash || one.revision !== revision) {
        throw new WalletProblem('changed-meanwhile', 'what is asked has changed: look at it again')
      }
      requireAccepted(kind.warnings(one.body), choices)
      isFirst = true
      const { problem: _, ...rest } = one
      return { ...rest, agreed: choices, needsSignIn: false }
    })
    if (isFirst) await this.#finish(id, choices)
  }

  async reject(id: string): Promise<void> {
    const { approval } = this.#find(id)
    if (hasLeft(approval)) return
    this.#silence.rejected(approval.by.origin)
    await this.#end(id, rejected)
  }

  /** Consent does not survive a lock, another account, or a page that is gone. */
  async rejectAll(which: (approval: Approval) => boolean = () => true): Promise<void> {
    const open = this.#kept.value.open.filter((one) => !hasLeft(one) && which(one))
    for (const { id } of open) await this.#end(id, rejected)
  }

  /** The person has signed in again: what they had agreed to goes on. */
  resume(): void {
    for (const { id, agreed, needsSignIn } of this.#kept.value.open) {
      if (!needsSignIn) continue
      void this.#put(id, (one) => ({ ...one, needsSignIn: false })).then(async () =>
        agreed === undefined ? this.#look(id) : this.#finish(id, agreed),
      )
    }
  }

  view(): ApprovalView | undefined {
    const [first] = this.#kept.value.open
    if (first === undefined) return undefined
    const { kind, approval } = this.#find(first.id)
    return showApproval(approval, kind, this.#lights.of(first.id))
  }

  #find(id: string): { readonly approval: Approval; readonly kind: AnyKind } {
    const approval = this.#kept.value.open.find((one) => one.id === id)
    const kind = approval && this.#kinds.get(approval.kind)
    if (approval === undefined || kind === undefined) {
      throw new WalletProblem('changed-meanwhile', 'this was answered already')
    }
    return { approval, kind }
  }

  async #finish(id: string, choices: Choices): Promise<void> {
    const { kind } = this.#find(id)
    try {
      const control = this.#control(id)
      const result = await kind.finish(control, choices)
      await this.#end(id, { result: result === undefined ? null : result })
    } catch (error) {
      await this.#failed(id, error)
    }
  }

  /** It stays, with what went wrong, unless what went wrong is the page's answer. */
  async #failed(id: string, error: unknown): Promise<void> {
    if (!this.#kept.value.open.some((one) => one.id === id)) return
    if (error instanceof RpcError) {
      await this.#end(id, endedWith(error))
      return
    }
    const problem = problemOf(error)
    const signedOut = problem.code === 'signed-out' || problem.code === 'locked'
    await this.#put(id, ({ agreed, ...one }) => ({
      ...one,
      ...(signedOut && agreed !== undefined && { agreed }),
      state: signedOut ? 'waiting' : 'failed',
      needsSignIn: signedOut,
      ...(!signedOut && { problem }),
    }))
  }

  /** The one in front, once: whoever comes next is looked at when its turn has come. */
  #changed(): void {
    const first = this.#kept.value.open[0]?.id
    if (first !== this.#current) {
      this.#current = first
      if (first !== undefined) void this.#look(first)
    }
    this.#tell()
  }

  async #look(id: string): Promise<void> {
    try {
      const { kind, approval } = this.#find(id)
      if (approval.agreed === undefined) await kind.current(this.#control(id))
    } catch (error) {
      await this.#failed(id, error)
    }
  }

  #control(id: string): AskControl<unknown> {
    const { kind, approval } = this.#find(id)
    const stop = this.#stops.get(id) ?? new AbortController()
    this.#stops.set(id, stop)
    const bodyOf = (): unknown => this.#find(id).approval.body
    return {
      id,
      by: approval.by,
      signal: stop.signal,
      get body() {
        return bodyOf()
      },
      change: async (next, how) =>
        this.#put(id, (one) => {
          const body = next(one.body)
          const revision = one.revision + (how === 'shown' ? 1 : 0)
          return { ...one, body, revision, hash: boundHash(kind, one.by, body) }
        }),
      light: (lamps, signedInMs) => this.#lights.set(id, lamps, signedInMs),
      at: async (state) => this.#put(id, (one) => ({ ...one, state })),
    }
  }

  async #put(id: string, next: (approval: Approval) => Approval): Promise<void> {
    await this.#kept.change((now) => ({
      ...now,
      open: now.open.map((one) => (one.id === id ? next(one) : one)),
    }))
  }

  async #end(id: string, end: Parameters<Outcomes['end']>[1]): Promise<void> {
    this.#stops.get(id)?.abort()
    this.#stops.delete(id)
    this.#lights.forget(id)
    await this.#outcomes.end(id, end, this.#parts.now())
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What is on its way to the chain goes on: to say that it was refused would be untrue. */
const hasLeft = ({ state }: Approval): boolean => state === 'sending'

import type { ApprovalView } from '../../messages/popup/approval-view.ts'
import { RpcError } from '../../messages/rpc-error.ts'
import type { Parts } from '../parts.ts'
import { problemOf, WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'
import { anyKind, type AnyKind } from './any-kind.ts'
import { queue, type Approval, type AskedBy, type Queue } from './approval.ts'
import { boundHash } from './bound-hash.ts'
import type { ApprovalKind, Choices } from './kind.ts'
import { OpenApprovals } from './open-approvals.ts'
import { endedWith, rejected } from './outcomes.ts'
import { requireAccepted } from './require-accepted.ts'
import { showApproval } from './show-approval.ts'
import { Silence } from './silence.ts'

/** What people are asked, one after the other; it outlives the worker, and not the browser. */
export class Approvals {
  readonly #open: OpenApprovals
  readonly #silence: Silence
  readonly #listeners = new Set<() => void>()
  #current: string | undefined

  constructor(parts: Pick<Parts, 'now' | 'random'>, kept: Kept<Queue>, kinds: readonly AnyKind[]) {
    this.#open = new OpenApprovals(parts, kept, kinds)
    this.#silence = new Silence(parts.now)
    this.#open.onChange(() => this.#changed())
    this.#open.onLight(() => this.#tell())
  }

  static async openQueue(area: Parts['session']): Promise<Kept<Queue>> {
    return Kept.open(area, { name: 'approvals', schema: queue, initial: { open: [], ended: [] } })
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** After a restart: what was agreed to goes on, and what is in front is looked at again. */
  start(): void {
    for (const { id, agreed, needsSignIn } of this.#open.all) {
      if (agreed !== undefined && !needsSignIn) void this.#finish(id, agreed)
    }
    this.#changed()
  }

  get waiting(): number {
    return this.#open.all.length
  }

  knows(page: string, request: string): boolean {
    return this.#open.knows(page, request)
  }

  async answer(page: string, request: string): Promise<unknown> {
    return this.#open.answer(page, request)
  }

  async ask<Body>(kind: ApprovalKind<Body>, by: AskedBy, body: Body): Promise<void> {
    if (this.knows(by.page, by.request)) return
    this.#silence.require(by.origin)
    await this.#open.add(anyKind(kind), by, body)
  }

  async choose(id: string, choices: Choices): Promise<void> {
    const { kind, approval } = this.#open.find(id)
    if (approval.state !== 'waiting' && approval.state !== 'failed') return
    const { revision } = approval
    const body = await kind.choose(approval.body, choices, approval.by)
    await this.#open.put(id, (one) => {
      if (one.revision === revision) return { ...one, body, hash: boundHash(kind, one.by, body) }
      throw new WalletProblem('changed-meanwhile', 'what is asked has changed: look at it again')
    })
  }

  /** The answer names what was looked at; anything that came between is looked at first. */
  async approve(id: string, hash: string, revision: number, choices: Choices): Promise<void> {
    let isFirst = false
    const { kind } = this.#open.find(id)
    await this.#open.put(id, (one) => {
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
    const { approval } = this.#open.find(id)
    if (hasLeft(approval)) return
    this.#silence.rejected(approval.by.origin)
    await this.#open.end(id, rejected)
  }

  /** Consent does not survive a lock, another account, or a page that is gone. */
  async rejectAll(which: (approval: Approval) => boolean = () => true): Promise<void> {
    const open = this.#open.all.filter((one) => !hasLeft(one) && which(one))
    for (const { id } of open) await this.#open.end(id, rejected)
  }

  /** The person has signed in again: what they had agreed to goes on. */
  resume(): void {
    for (const { id, agreed, needsSignIn } of this.#open.all) {
      if (!needsSignIn) continue
      void this.#open
        .put(id, (one) => ({ ...one, needsSignIn: false }))
        .then(async () => (agreed === undefined ? this.#look(id) : this.#finish(id, agreed)))
    }
  }

  view(): ApprovalView | undefined {
    const [first] = this.#open.all
    if (first === undefined) return undefined
    const { kind, approval } = this.#open.find(first.id)
    return showApproval(approval, kind, this.#open.lightOf(first.id))
  }

  async #finish(id: string, choices: Choices): Promise<void> {
    const { kind } = this.#open.find(id)
    try {
      const control = this.#open.control(id)
      const result = await kind.finish(control, choices)
      await this.#open.end(id, { result: result === undefined ? null : result })
    } catch (error) {
      await this.#failed(id, error)
    }
  }

  /** It stays, with what went wrong, unless what went wrong is the page's answer. */
  async #failed(id: string, error: unknown): Promise<void> {
    if (!this.#open.all.some((one) => one.id === id)) return
    if (error instanceof RpcError) {
      await this.#open.end(id, endedWith(error))
      return
    }
    const problem = problemOf(error)
    const signedOut = problem.code === 'signed-out' || problem.code === 'locked'
    await this.#open.put(id, ({ agreed, ...one }) => ({
      ...one,
      ...(signedOut && agreed !== undefined && { agreed }),
      state: signedOut ? 'waiting' : 'failed',
      needsSignIn: signedOut,
      ...(!signedOut && { problem }),
    }))
  }

  /** The one in front, once: whoever comes next is looked at when its turn has come. */
  #changed(): void {
    const first = this.#open.all[0]?.id
    if (first !== this.#current) {
      this.#current = first
      if (first !== undefined) void this.#look(first)
    }
    this.#tell()
  }

  async #look(id: string): Promise<void> {
    try {
      const { kind, approval } = this.#open.find(id)
      if (approval.agreed === undefined) await kind.current(this.#open.control(id))
    } catch (error) {
      await this.#failed(id, error)
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What is on its way to the chain goes on: to say that it was refused would be untrue. */
const hasLeft = ({ state }: Approval): boolean => state === 'sending'

import type { ApprovalView } from '../../messages/popup/approval-view.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'
import { anyKind, type AnyKind } from './any-kind.ts'
import { ApprovalRuns } from './approval-runs.ts'
import { queue, type Approval, type AskedBy, type Queue } from './approval.ts'
import { boundHash } from './bound-hash.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'
import { isUnderWay } from './is-under-way.ts'
import type { ApprovalKind, Choices } from './kind.ts'
import { OpenApprovals } from './open-approvals.ts'
import { requireAccepted } from './require-accepted.ts'
import { showApproval } from './show-approval.ts'
import { Silence } from './silence.ts'

const nothing: Queue = { open: [], ended: [] }

/** What people are asked, one after the other; it outlives the worker, and not the browser. */
export class Approvals {
  readonly #open: OpenApprovals
  readonly #runs: ApprovalRuns
  readonly #silence: Silence
  readonly #listeners = new Set<() => void>()
  #current: string | undefined

  constructor(parts: Pick<Parts, 'now' | 'random'>, kept: Kept<Queue>, kinds: readonly AnyKind[]) {
    this.#open = new OpenApprovals(parts, kept, kinds)
    this.#runs = new ApprovalRuns(this.#open)
    this.#silence = new Silence(parts.now)
    this.#open.onChange(() => this.#changed())
    this.#open.onLight(() => this.#tell())
  }

  static async openQueue(area: Parts['session']): Promise<Kept<Queue>> {
    return Kept.open(area, {
      name: 'approvals',
      schema: queue,
      initial: nothing,
      // What an older version has asked is asked anew by who still wants it.
      migrations: [() => nothing],
    })
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** After a restart: what was agreed to goes on, and what is in front is looked at again. */
  start(): void {
    for (const one of this.#open.all) if (isUnderWay(one)) void this.#runs.finish(one.id)
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

  /** Before anything of it has left; what is changed after it was agreed to is asked again. */
  async choose(id: string, choices: Choices): Promise<void> {
    const { kind, approval } = this.#open.find(id)
    requireChangeable(approval)
    const { revision } = approval
    const body = await kind.choose(approval.body, choices, approval.by)
    await this.#open.put(id, (one) => {
      requireChangeable(one)
      if (one.revision !== revision) throw changedMeanwhile()
      const { agreed: _, ...rest } = one
      return { ...rest, body, hash: boundHash(kind, one.by, body) }
    })
  }

  /** The answer names what was looked at; anything that came between is looked at first. */
  async approve(id: string, hash: string, revision: number, choices: Choices): Promise<void> {
    let isFirst = false
    const { kind } = this.#open.find(id)
    await this.#open.put(id, (one) => {
      if (isUnderWay(one)) return one
      if (one.hash !== hash || one.revision !== revision) throw changedMeanwhile()
      requireAccepted(kind.warnings(one.body), choices)
      isFirst = true
      const { problem: _, ...rest } = one
      return { ...rest, agreed: { choices, hash, revision }, needsSignIn: false }
    })
    if (isFirst) await this.#runs.finish(id)
  }

  async reject(id: string): Promise<void> {
    const { approval } = this.#open.find(id)
    if (approval.left === undefined) this.#silence.rejected(approval.by.origin)
    await this.#open.giveUp(id)
  }

  /** Consent does not survive a lock, another account, or a page that is gone. */
  async rejectAll(which: (approval: Approval) => boolean = () => true): Promise<void> {
    for (const { id } of this.#open.all.filter(which)) await this.#open.giveUp(id)
  }

  resume(): void {
    this.#runs.resume()
  }

  view(): ApprovalView | undefined {
    const [first] = this.#open.all
    if (first === undefined) return undefined
    const { kind, approval } = this.#open.find(first.id)
    return showApproval(approval, kind, this.#open.lightOf(first.id))
  }

  /** The one in front, once: whoever comes next is looked at when its turn has come. */
  #changed(): void {
    const first = this.#open.all[0]?.id
    if (first !== this.#current) {
      this.#current = first
      if (first !== undefined) void this.#runs.look(first)
    }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

const requireChangeable = (approval: Approval): void => {
  if (approval.left === undefined && !isUnderWay(approval)) return
  throw new WalletProblem('changed-meanwhile', 'it is under way: nothing of it changes any more')
}

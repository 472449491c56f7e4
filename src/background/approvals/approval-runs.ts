import { RpcError } from '../../messages/rpc-error.ts'
import { problemOf } from '../problem.ts'
import type { Approval } from './approval.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'
import type { OpenApprovals } from './open-approvals.ts'
import { endedWith } from './outcomes.ts'

/** Has kinds look at what is open and finish it; what goes wrong stays with it. */
export class ApprovalRuns {
  readonly #open: OpenApprovals
  /** How often the person has signed in: what failed for want of that may work by now. */
  #resumed = 0

  constructor(open: OpenApprovals) {
    this.#open = open
  }

  /** Nothing is left to look at once it was agreed to, or has gone out. */
  async look(id: string): Promise<void> {
    await this.#run(
      id,
      async () => {
        const { kind, approval } = this.#open.find(id)
        if (isBeyondLook(approval)) return
        await kind.current(this.#open.control(id))
      },
      isBeyondLook,
    )
  }

  /** Only what stands there as it was agreed to: anything else is shown again. */
  async finish(id: string): Promise<void> {
    await this.#run(id, async () => {
      const { kind, approval } = this.#open.find(id)
      const { agreed, hash, revision } = approval
      if (agreed?.hash !== hash || agreed.revision !== revision) throw changedMeanwhile()
      const result = await kind.finish(this.#open.control(id), agreed.choices)
      await this.#open.end(id, { result: result === undefined ? null : result })
    })
  }

  /** The person has signed in again: what had to wait for it goes on. */
  resume(): void {
    this.#resumed += 1
    for (const { id } of this.#open.all) void this.#resumeOne(id)
  }

  async #resumeOne(id: string): Promise<void> {
    let waited = false
    let isAgreed = false
    await this.#open.put(id, (one) => {
      waited = one.needsSignIn
      isAgreed = one.agreed !== undefined
      return waited ? { ...one, needsSignIn: false } : one
    })
    if (waited) await (isAgreed ? this.finish(id) : this.look(id))
  }

  async #run(
    id: string,
    work: () => Promise<void>,
    /** Whose failure this is not any more: somebody else's work has taken over. */
    isPast: (approval: Approval) => boolean = () => false,
  ): Promise<void> {
    const before = this.#resumed
    try {
      await work()
    } catch (error) {
      if (isSignedOut(error) && this.#resumed !== before) await this.#run(id, work, isPast)
      else await this.#failed(id, error, isPast)
    }
  }

  /** It stays, with what went wrong; only of what has not left may that be the page's answer. */
  async #failed(
    id: string,
    error: unknown,
    isPast: (approval: Approval) => boolean,
  ): Promise<void> {
    const found = this.#open.all.find((one) => one.id === id)
    if (found === undefined || isPast(found)) return
    if (error instanceof RpcError && found.left === undefined) {
      await this.#open.end(id, endedWith(error))
      return
    }
    const needsSignIn = isSignedOut(error)
    await this.#open.put(id, (approval) => {
      if (isPast(approval)) return approval
      const { agreed, ...one } = approval
      return {
        ...one,
        ...(needsSignIn && agreed !== undefined && { agreed }),
        state: needsSignIn ? 'waiting' : 'failed',
        needsSignIn,
        ...(!needsSignIn && { problem: problemOf(error) }),
      }
    })
  }
}

const isBeyondLook = ({ agreed, left }: Approval): boolean =>
  agreed !== undefined || left !== undefined

const isSignedOut = (error: unknown): boolean =>
  ['signed-out', 'locked'].includes(problemOf(error).code)

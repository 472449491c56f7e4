import { RpcError, type RpcProblem } from '../../messages/rpc-error.ts'
import type { Kept } from '../state/kept.ts'
import type { Approval, Outcome, Queue } from './approval.ts'
import { isSameRequest } from './same-request.ts'

export type End = { readonly result: unknown } | { readonly problem: RpcProblem }

const MOST = 200

export const endedWith = ({ code, message, data }: RpcError): End => ({
  problem: { code, message, ...(data !== undefined && { data }) },
})

export const rejected: End = endedWith(
  new RpcError('userRejected', 'The person did not agree to this.'),
)

/** How asks ended; each page request ends in one way, however often it is asked. */
export class Outcomes {
  readonly #kept: Kept<Queue>

  constructor(kept: Kept<Queue>) {
    this.#kept = kept
  }

  /** Decided by what is written down at that moment, so nothing leaves while it is being refused. */
  async end(id: string, endOf: (approval: Approval) => End | undefined, at: number): Promise<void> {
    await this.#kept.change((now) => {
      const approval = now.open.find((one) => one.id === id)
      const end = approval && endOf(approval)
      if (approval === undefined || end === undefined) return now
      const { page, request } = approval.by
      const ended: Outcome = { page, request, at, ...end }
      return {
        open: now.open.filter((one) => one.id !== id),
        ended: [...now.ended, ended].slice(-MOST),
      }
    })
  }

  async of(page: string, request: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const look = ({ ended, open }: Queue): boolean => {
        const found = ended.find((one) => isSameRequest(one, { page, request }))
        if (found?.problem !== undefined) reject(asError(found.problem))
        else if (found !== undefined) resolve(found.result)
        else if (open.some(({ by }) => isSameRequest(by, { page, request }))) return false
        else reject(new RpcError('internal', 'This request is not known any more: ask again.'))
        return true
      }
      if (look(this.#kept.value)) return
      const stop = this.#kept.onChange((value) => {
        if (look(value)) stop()
      })
    })
  }
}

const asError = ({ code, message, data }: RpcProblem): RpcError =>
  new RpcError(code, message, { data })

import type { Problem, ProblemCode } from '../../messages/popup/problem.ts'

/** What the worker said went wrong. */
export class ProblemError extends Error implements Problem {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  readonly detail: string
  constructor({ code, detail }: Problem) {
    super(detail)
    this.code = code
    this.detail = detail
  }
}

/** Of whatever was thrown here. */
export const problemOf = (error: unknown): Problem =>
  error instanceof ProblemError
    ? { code: error.code, detail: error.detail }
    : { code: 'unexpected', detail: error instanceof Error ? error.message : String(error) }

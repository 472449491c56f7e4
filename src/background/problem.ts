import type { Problem, ProblemCode } from '../messages/popup/problem.ts'
import { QuorumError } from '../quorum/errors.ts'

/** What a page of the extension is told went wrong. */
export class WalletProblem extends Error implements Problem {
  override readonly name = 'WalletProblem'
  readonly code: ProblemCode
  readonly detail: string
  constructor(code: ProblemCode, detail: string, options?: { readonly cause: unknown }) {
    super(detail, options)
    this.code = code
    this.detail = detail
  }
}

export const problemOf = (error: unknown): Problem => {
  if (error instanceof WalletProblem) return { code: error.code, detail: error.detail }
  if (error instanceof QuorumError) return { code: codeOf(error), detail: error.message }
  return { code: 'unexpected', detail: error instanceof Error ? error.message : String(error) }
}

const codeOf = ({ code }: QuorumError): ProblemCode => {
  switch (code) {
    case 'aborted':
      return 'cancelled'
    case 'not-founded':
      return 'not-configured'
    case 'unverified-key':
      return 'untrusted-registry'
    case 'mint-expired':
      return 'mint-failed'
    case 'bad-payload':
      return 'bad-input'
    default:
      return code
  }
}

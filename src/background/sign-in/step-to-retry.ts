import type { SignInState, WorkStep } from './sign-in-state.ts'

/** A proof of that age is taken by no node: it takes another. In seconds. */
const PROOF_AGE = 240

/** What another try with the same proof would come to again. */
const spent: ReadonlySet<string> = new Set([
  'bad-proof',
  'signed-out',
  'other-identity',
  'cancelled',
])

/** Where a failed sign-in goes on: where it stopped, unless that takes another proof. */
export const stepToRetry = (state: SignInState, now: number): WorkStep | undefined => {
  const { failedAt, problem, purpose, transaction, statement } = state
  if (state.step !== 'failed' || failedAt === undefined) return undefined
  if (problem !== undefined && spent.has(problem.code)) return 'proving'
  const age = now / 1000 - (statement?.issuedAt ?? 0)
  if (failedAt === 'certifying' && age > PROOF_AGE) return 'proving'
  // A session that may manage is used once, perhaps by what failed.
  const isUsed = purpose === 'manage' && transaction === undefined
  return failedAt === 'making' && isUsed ? 'proving' : failedAt
}

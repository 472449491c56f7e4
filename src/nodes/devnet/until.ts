import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorProblem } from '../deployment/problem.ts'

type Waiting = {
  readonly what: string
  readonly patience: number
  readonly signal: AbortSignal
  readonly pause?: number
  /** Said when it took too long; why it was not there the last time. */
  readonly hint?: () => string
}

/** Asks until there is an answer. What is thrown meanwhile counts as none. */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  { what, patience, signal, pause = 50, hint }: Waiting,
): Promise<T> {
  const deadline = Date.now() + patience
  for (;;) {
    const answer = await ask().catch(() => undefined)
    signal.throwIfAborted()
    if (answer !== undefined) return answer
    if (Date.now() > deadline) {
      const why = hint?.() ?? ''
      throw new OperatorProblem(
        `${what} took more than ${patience / 1000} s${why === '' ? '' : `: ${why}`}`,
      )
    }
    await sleep(pause)
  }
}

import { useCallback, useRef, useState } from 'react'
import type { Problem } from '../../messages/popup/problem.ts'
import { problemOf } from './problem-error.ts'

export type ActionState = {
  readonly busy: boolean
  readonly problem: Problem | undefined
  /** Does it, once at a time; true when it went well. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>
  readonly clear: () => void
}

/** Something that is pressed: whether it is under way, and what went wrong the last time. */
export const useAction = (): ActionState => {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const running = useRef(false)
  const run = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(problemOf(error))
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }, [])
  const clear = useCallback(() => setProblem(undefined), [])
  return { busy, problem, run, clear }
}

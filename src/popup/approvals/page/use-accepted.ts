import { useState } from 'react'
import type { Warning } from '../../../messages/popup/action.ts'

export type Accepted = {
  readonly has: (warning: Warning) => boolean
  readonly set: (warning: Warning, accepted: boolean) => void
  /** Dangers that nobody has accepted yet. */
  readonly open: number
  /** For the answer. */
  readonly rules: readonly string[]
}

/** By its facts too: the same rule about something else is another danger. */
export const warningKey = ({ rule, facts }: Warning): string => JSON.stringify([rule, facts])

export const useAccepted = (warnings: readonly Warning[]): Accepted => {
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set())
  const dangers = warnings.filter(({ level }) => level === 'danger')
  const has = (warning: Warning): boolean => accepted.has(warningKey(warning))
  return {
    has,
    set: (warning, on) =>
      setAccepted((before) => {
        const after = new Set(before)
        if (on) after.add(warningKey(warning))
        else after.delete(warningKey(warning))
        return after
      }),
    open: dangers.filter((warning) => !has(warning)).length,
    rules: [...new Set(dangers.filter(has).map(({ rule }) => rule))],
  }
}

import { useCallback, useEffect, useState } from 'react'
import type { CallAnswer, CallArguments, CallName } from '../../messages/popup/calls.ts'
import type { Problem } from '../../messages/popup/problem.ts'
import { problemOf } from './problem-error.ts'
import { useCall } from './worker-context.ts'

export type Answer<Value> = {
  readonly value: Value | undefined
  readonly problem: Problem | undefined
  readonly reload: () => void
}

type Known<Value> = { readonly key: string; readonly value?: Value; readonly problem?: Problem }

/**
 * What the worker answers to a read. While it is asked again, the last answer to the same question
 * stays; an answer to another question is never shown.
 */
export const useAnswer = <Name extends CallName>(
  name: Name,
  given: CallArguments<Name>,
  /** Asked again when it changes. */
  freshness?: unknown,
): Answer<CallAnswer<Name>> => {
  const call = useCall()
  const key = JSON.stringify([name, given])
  const [known, setKnown] = useState<Known<CallAnswer<Name>>>()
  const [round, setRound] = useState(0)
  useEffect(() => {
    let wanted = true
    const [, asked] = JSON.parse(key) as [Name, CallArguments<Name>]
    call(name, asked).then(
      (value) => wanted && setKnown({ key, value }),
      (error: unknown) =>
        wanted &&
        setKnown((before) => ({
          ...(before?.key === key && before),
          key,
          problem: problemOf(error),
        })),
    )
    return () => {
      wanted = false
    }
  }, [call, key, name, round, freshness])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  const current = known?.key === key ? known : undefined
  return { value: current?.value, problem: current?.problem, reload }
}

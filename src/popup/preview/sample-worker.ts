import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallName } from '../../messages/popup/calls.ts'
import type { View } from '../../messages/popup/view.ts'
import { ProblemError } from '../connection/problem-error.ts'
import type { Call, Mirror, WorkerLink } from '../connection/worker-link.ts'
import { sampleAnswers } from './sample-answers.ts'

export type SampleWorker = WorkerLink & {
  readonly mirror: StoreApi<Mirror>
  /** What was asked of it. */
  readonly asked: { readonly name: CallName; readonly given: unknown }[]
  show(view: View): void
}

/** Stands in for the worker: shows what it is given, and answers from samples. */
export const sampleWorker = (
  view: View,
  answers: Partial<Record<CallName, unknown>> = {},
): SampleWorker => {
  const mirror = createStore<Mirror>(() => ({ connected: true, view }))
  const asked: { name: CallName; given: unknown }[] = []
  const call: Call = async (name, given) => {
    asked.push({ name, given })
    const answer = answers[name] ?? sampleAnswers[name] ?? {}
    if (answer === 'problem') throw new ProblemError({ code: 'no-network', detail: 'a sample' })
    return answer as never
  }
  return { mirror, call, asked, show: (next) => mirror.setState({ view: next }) }
}

import type { Warning } from '../../messages/popup/action.ts'
import type { Ask } from '../../messages/popup/approval-view.ts'
import type { Canonical } from '../../protocol/canonical.ts'
import type { AskedBy } from './approval.ts'
import type { ApprovalKind, AskControl, Choices } from './kind.ts'

/** A kind for those who treat all alike: bodies are whatever was kept, and are read here. */
export type AnyKind = {
  readonly name: string
  readonly queues: boolean
  readonly bound: (body: unknown) => Canonical
  readonly show: (body: unknown, by: AskedBy) => Ask
  readonly warnings: (body: unknown) => readonly Warning[] | undefined
  readonly current: (control: AskControl<unknown>) => Promise<void>
  readonly choose: (body: unknown, choices: Choices, by: AskedBy) => Promise<unknown>
  readonly finish: (control: AskControl<unknown>, choices: Choices) => Promise<unknown>
  readonly ended: (id: string) => Promise<void>
}

export const anyKind = <Body>(kind: ApprovalKind<Body>): AnyKind => {
  const read = (body: unknown): Body => kind.body.parse(body)
  const controlOf = (control: AskControl<unknown>): AskControl<Body> => ({
    ...control,
    get body() {
      return read(control.body)
    },
    get left() {
      return control.left
    },
    change: async (next, how) => control.change((body) => next(read(body)), how),
  })
  return {
    name: kind.name,
    queues: kind.queues,
    bound: (body) => kind.bound(read(body)),
    show: (body, by) => kind.show(read(body), by),
    warnings: (body) => kind.warnings(read(body)),
    current: async (control) => kind.current?.(controlOf(control)),
    choose: async (body, choices, by) => kind.choose?.(read(body), choices, by) ?? body,
    finish: async (control, choices) => kind.finish(controlOf(control), choices),
    ended: async (id) => kind.ended?.(id),
  }
}

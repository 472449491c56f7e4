import type * as z from 'zod'
import type { Warning } from '../../messages/popup/action.ts'
import type { Ask } from '../../messages/popup/approval-view.ts'
import type { CallArguments } from '../../messages/popup/calls.ts'
import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { Canonical } from '../../protocol/canonical.ts'
import type { AskedBy } from './approval.ts'

export type Choices = CallArguments<'approval.approve'>['choices']

/** While one thing is asked, what its kind may do with it. */
export type AskControl<Body> = {
  readonly id: string
  readonly by: AskedBy
  readonly body: Body
  /** Some of it may be with the chain: it is not signed anew, and nothing of it changes. */
  readonly left: boolean
  /** Aborted when it was rejected, or ended otherwise. */
  readonly signal: AbortSignal
  /** Another body: `shown` when a person has to look again, as after anything but a fee tick. */
  change(next: (body: Body) => Body, how: 'shown' | 'quietly'): Promise<void>
  /** What nobody needs to keep: lamps, and how long a signature took. */
  light(lamps: readonly Lamp[], signedInMs?: number): void
  atSigning(): Promise<void>
  /** The last moment to be refused; from here on the page is given this answer, whoever gives up. */
  leave(answer: unknown): Promise<void>
  /** It is certain that nothing of it is with the chain: it may change, or be refused, again. */
  cameBack(): Promise<void>
}

/**
 * A kind of thing that is asked. Everything it needs later stands in its body: the worker may be
 * killed between any two steps, and goes on from what was kept.
 */
export type ApprovalKind<Body> = {
  readonly name: string
  readonly body: z.ZodType<Body>
  /** One at a time of an origin, or many that queue. */
  readonly queues: boolean
  readonly show: (body: Body, by: AskedBy) => Ask
  /** Undefined until it was looked at: nothing is agreed to before. */
  readonly warnings: (body: Body) => readonly Warning[] | undefined
  /** What exactly is agreed to: payload, account, chain. What only helps to judge is not in it. */
  readonly bound: (body: Body) => Canonical
  /** It is in front of the person now: look closer, have a signature prepared. */
  readonly current?: (control: AskControl<Body>) => Promise<void>
  /** What the person chose while looking, before agreeing. */
  readonly choose?: (body: Body, choices: Choices, by: AskedBy) => Promise<Body> | Body
  /** They agreed; ends in what the page is answered. Safe to run again after a kill. */
  readonly finish: (control: AskControl<Body>, choices: Choices) => Promise<unknown>
  /** However it ended: what was made for it and is not needed any more goes. */
  readonly ended?: (id: string) => Promise<void>
}

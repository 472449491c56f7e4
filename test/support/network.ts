import type { Ceremony, Outcome } from '../../src/threshold/ceremony/ceremony.ts'
import type { Message } from '../../src/threshold/ceremony/message.ts'
import type { PartyId } from '../../src/threshold/errors.ts'

export type Tamper = (message: Message) => readonly Message[]
type Pick = (queued: number) => number

export type Run<Result, Checkpoint> = {
  readonly outcomes: ReadonlyMap<PartyId, Outcome<Result>>
  readonly checkpoints: ReadonlyMap<PartyId, readonly Checkpoint[]>
  /** Every message that was delivered, in order. */
  readonly delivered: readonly Message[]
}

/**
 * Runs ceremonies to their end over an in-memory network. `tamper` stands between sender and
 * receiver; `pick` chooses which queued message arrives next. When nothing moves any more, the
 * deadline passes for all that still wait: a run always ends.
 */
export const run = <Result, Checkpoint = never>(
  ceremonies: Iterable<Ceremony<Result, Checkpoint>>,
  options: { tamper?: Tamper; pick?: Pick } = {},
): Run<Result, Checkpoint> => {
  const { tamper = (message) => [message], pick = () => 0 } = options
  const parties = new Map([...ceremonies].map((ceremony) => [ceremony.self, ceremony]))
  const outcomes = new Map<PartyId, Outcome<Result>>()
  const checkpoints = new Map<PartyId, Checkpoint[]>()
  const delivered: Message[] = []
  const queue: Message[] = []

  const take = (self: PartyId, step: ReturnType<Ceremony<Result, Checkpoint>['receive']>): void => {
    if (step.checkpoint !== undefined) {
      checkpoints.set(self, [...(checkpoints.get(self) ?? []), step.checkpoint])
    }
    if (step.outcome !== undefined) outcomes.set(self, step.outcome)
    for (const message of step.messages) queue.push(...tamper(message))
  }

  for (const ceremony of parties.values()) take(ceremony.self, ceremony.start())
  for (;;) {
    while (queue.length > 0) {
      const [message] = queue.splice(pick(queue.length), 1)
      if (message === undefined) throw new Error('pick chose a message that is not queued')
      delivered.push(message)
      const receiver = parties.get(message.to)
      if (receiver !== undefined) take(receiver.self, receiver.receive(message))
    }
    const waiting = [...parties.values()].filter(({ outcome }) => outcome === undefined)
    if (waiting.length === 0) return { outcomes, checkpoints, delivered }
    // Deadlines run from a round's start, so whoever is furthest behind gives up first.
    const [last] = waiting.toSorted((a, b) => a.round - b.round)
    if (last !== undefined) take(last.self, last.expire())
  }
}

/** The results by party; throws the first abort. */
export const results = <Result, Checkpoint = never>(
  finished: Run<Result, Checkpoint>,
): ReadonlyMap<PartyId, Result> =>
  new Map(
    [...finished.outcomes].map(([party, outcome]) => {
      if (outcome.kind === 'abort') throw outcome.abort
      return [party, outcome.result]
    }),
  )

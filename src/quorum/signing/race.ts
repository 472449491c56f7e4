import { QuorumError } from '../errors.ts'
import { errorOfFailures, isBlocking } from '../http/failures.ts'
import type { NodeFailure } from '../http/node-failure.ts'
import { AttemptFailed, bearingOf } from './attempt-failed.ts'
import { chooseSigners, planName, type SignerPlan } from './choose-signers.ts'
import type { Undertaking } from './undertaking.ts'

/** Nodes allow few presignatures of a key at a time. */
const MOST_RUNNING = 3
/** Between two tries when no other signer set is there. */
const PAUSE = 250

export type Entrant<R> = {
  readonly signers: readonly number[]
  /** After how many milliseconds it is slow. */
  readonly patience: number
  readonly run: (control: RunControl) => Promise<R>
}

export type RunControl = {
  readonly signal: AbortSignal
  /** To be used instead of the race's own: it sees whom this entrant waits for. */
  readonly undertaking: Undertaking
}

export type RaceOptions<R> = {
  readonly undertaking: Undertaking
  readonly what: string
  readonly attempts: number
  /** What is ready already, if anything is. */
  readonly first: Entrant<R> | undefined
  readonly entrant: (plan: SignerPlan) => Entrant<R>
  readonly signal?: AbortSignal | undefined
}

type Runner<R> = {
  readonly entrant: Entrant<R>
  readonly stop: AbortController
  /** Whose answer is outstanding. */
  readonly waitingFor: ReadonlySet<number>
  readonly ended: Promise<Event<R>>
  slowAt: number
  slow: boolean
}

type Event<R> =
  | { readonly kind: 'won'; readonly value: R; readonly signers: readonly number[] }
  | { readonly kind: 'lost'; readonly runner: Runner<R>; readonly error: unknown }

/**
 * One signer set at first; another beside it when it is slow, and in its place when it fails. The
 * first to finish wins, and everything ends within the number of attempts and the deadline.
 */
export const race = async <R>(options: RaceOptions<R>): Promise<R> => {
  const state = new Race(options)
  try {
    return await state.run()
  } finally {
    state.end()
  }
}

class Race<R> {
  readonly #options: RaceOptions<R>
  readonly #runners = new Set<Runner<R>>()
  readonly #failures: NodeFailure[] = []
  readonly #tried = new Set<string>()
  readonly #excluded = new Set<number>()
  readonly #suspects = new Set<number>()
  /** Who said when to come back: in how many milliseconds. */
  readonly #later = new Map<number, number>()
  readonly #over = new AbortController()
  #begun = 0
  #stale = false

  constructor(options: RaceOptions<R>) {
    this.#options = options
  }

  end(): void {
    this.#over.abort()
    for (const { stop } of this.#runners) stop.abort()
  }

  async run(): Promise<R> {
    const { first, signal } = this.#options
    const drop = (): void => this.#over.abort()
    signal?.addEventListener('abort', drop)
    try {
      if (first !== undefined) this.#begin(first)
      for (;;) {
        if (signal?.aborted === true) throw new QuorumError('aborted', 'the caller gave up')
        if (this.#runners.size === 0) await this.#beginNext()
        const event = await this.#nextEvent()
        if (event?.kind === 'won') return event.value
        if (event?.kind === 'lost') await this.#heed(event)
        else if (this.#now >= this.#deadline) throw this.#spent()
        else await this.#hedge()
      }
    } finally {
      signal?.removeEventListener('abort', drop)
    }
  }

  get #now(): number {
    return this.#options.undertaking.session.network.parts.now()
  }

  get #deadline(): number {
    return this.#options.undertaking.deadline
  }

  #begin(entrant: Entrant<R>): void {
    this.#begun += 1
    this.#tried.add(planName(entrant))
    const stop = new AbortController()
    const waitingFor = new Set(entrant.signers)
    const { undertaking } = this.#options
    const light: Undertaking['light'] = (node, state) => {
      if (state === 'asked') waitingFor.add(node)
      else waitingFor.delete(node)
      undertaking.light(node, state)
    }
    const runner: Runner<R> = {
      entrant,
      stop,
      waitingFor,
      slowAt: this.#now + entrant.patience,
      slow: false,
      ended: entrant.run({ signal: stop.signal, undertaking: { ...undertaking, light } }).then(
        (value): Event<R> => ({ kind: 'won', value, signers: entrant.signers }),
        (error: unknown): Event<R> => ({ kind: 'lost', runner, error }),
      ),
    }
    this.#runners.add(runner)
  }

  /** Undefined when it is time to look whether somebody is slow, or all is over. */
  async #nextEvent(): Promise<Event<R> | undefined> {
    const soonest = Math.min(this.#deadline, ...[...this.#runners].map(({ slowAt }) => slowAt))
    const enough = new AbortController()
    const stop = (): void => enough.abort()
    this.#over.signal.addEventListener('abort', stop)
    try {
      const { parts } = this.#options.undertaking.session.network
      const pause = Math.max(0, soonest - this.#now)
      return await Promise.race([
        ...[...this.#runners].map(async ({ ended }) => ended),
        parts.sleep(pause, enough.signal).then(() => undefined),
      ])
    } finally {
      this.#over.signal.removeEventListener('abort', stop)
      enough.abort()
    }
  }

  /** In place of what failed; waits a moment when there is nothing to try. */
  async #beginNext(): Promise<void> {
    const { network } = this.#options.undertaking.session
    while (this.#begun < this.#options.attempts && this.#now < this.#deadline) {
      const plan = await this.#plan(true)
      if (plan !== undefined) {
        this.#begin(this.#options.entrant(plan))
        return
      }
      this.#begun += 1
      this.#stale = true
      await network.parts.sleep(PAUSE, this.#over.signal)
    }
    throw this.#spent()
  }

  async #hedge(): Promise<void> {
    const { undertaking, attempts, entrant } = this.#options
    const { session, light } = undertaking
    for (const runner of this.#runners) {
      if (runner.slowAt > this.#now) continue
      runner.slowAt = Number.POSITIVE_INFINITY
      runner.slow = true
      const waiting = runner.waitingFor
      // When all are waited for it is one of them who keeps the others, and their states tell who.
      if (waiting.size < runner.entrant.signers.length) {
        for (const node of waiting) {
          light(node, 'slow')
          this.#suspects.add(node)
        }
      }
      const all = [...this.#runners].every(({ slow }) => slow)
      if (!all || this.#begun >= attempts || this.#runners.size >= MOST_RUNNING) continue
      const statuses = await session.network.statuses({ fresh: true })
      for (const node of runner.entrant.signers) {
        if (statuses.some(({ party }) => party === node)) continue
        light(node, 'slow')
        this.#suspects.add(node)
        session.network.health.failed(node)
      }
      const plan = await this.#plan(false)
      if (plan !== undefined) this.#begin(entrant(plan))
    }
  }

  /** Sets that were tried come again only if there is nothing else, and nothing running. */
  async #plan(again: boolean): Promise<SignerPlan | undefined> {
    const { session, set } = this.#options.undertaking
    const { network } = session
    const known = await network.statuses({ fresh: this.#stale })
    this.#stale = false
    const statuses = known.filter(
      ({ party, epoch }) =>
        epoch === set.epoch && !this.#excluded.has(party) && !network.health.isLiar(party),
    )
    const cost = (node: number): number => {
      const unready = statuses.some(({ party, ready }) => party === node && !ready)
      const avoid = this.#suspects.has(node) || this.#later.has(node)
      return network.health.cost(node) + (unready ? 1e6 : 0) + (avoid ? 1e7 : 0)
    }
    const { threshold } = set
    const fresh = chooseSigners({ statuses, threshold, cost, except: this.#tried })
    if (fresh !== undefined || !again) return fresh
    return chooseSigners({ statuses, threshold, cost, except: new Set() })
  }

  async #heed({ runner, error }: Extract<Event<R>, { readonly kind: 'lost' }>): Promise<void> {
    this.#runners.delete(runner)
    if (!(error instanceof AttemptFailed)) throw error
    const { undertaking } = this.#options
    const { session, light } = undertaking
    const { network } = session
    this.#failures.push(...error.failures)
    for (const node of error.culprits) this.#excluded.add(node)
    for (const node of error.suspects) this.#suspect(node)
    for (const failure of error.failures) {
      if (failure.kind === 'dropped') continue
      const bearing = bearingOf(failure)
      light(failure.node, 'failed')
      if (bearing === 'decided') this.#excluded.add(failure.node)
      else if (bearing === 'outdated') this.#stale = true
      else if (bearing === undefined) this.#suspect(failure.node)
    }
    // What is learned of a node makes a budget of attempts no tighter.
    if (error.culprits.length > 0) this.#begun -= 1
    const decided = this.#failures.filter((failure) => bearingOf(failure) === 'decided')
    if (this.#blocks(new Set(decided.map(({ node }) => node)))) throw this.#refused(decided)
    await this.#heedTimes(error.failures)
    if (this.#stale) network.forget('statuses')
  }

  /** Who says when to come back costs no attempt, and is waited for when the others do not suffice. */
  async #heedTimes(failures: readonly NodeFailure[]): Promise<void> {
    const { network } = this.#options.undertaking.session
    const passing = failures.filter((failure) => bearingOf(failure) === 'passing')
    for (const { node, refusal } of passing) {
      if (refusal?.retryAfter === undefined) this.#suspect(node)
      else this.#later.set(node, refusal.retryAfter * 1000)
    }
    const said = failures.filter(({ kind }) => kind !== 'dropped')
    if (said.length > 0 && said.every(({ node }) => this.#later.has(node))) this.#begun -= 1
    if (this.#runners.size > 0 || !this.#blocks(new Set(this.#later.keys()))) return
    const pause = Math.max(PAUSE, Math.min(...this.#later.values()))
    if (this.#now + pause >= this.#deadline) throw this.#spent()
    await network.parts.sleep(pause, this.#over.signal)
    this.#later.clear()
    this.#tried.clear()
    this.#stale = true
  }

  /** Whether without these nodes no signer set is left. */
  #blocks(nodes: ReadonlySet<number>): boolean {
    const { set } = this.#options.undertaking
    return isBlocking(nodes.size, set.nodes.length, set.threshold)
  }

  #suspect(node: number): void {
    this.#suspects.add(node)
    this.#options.undertaking.session.network.health.failed(node)
  }

  #refused(failures: readonly NodeFailure[]): QuorumError {
    const { what, undertaking } = this.#options
    const { nodes, threshold } = undertaking.set
    return errorOfFailures(what, failures, { nodes: nodes.length, threshold })
  }

  #spent(): QuorumError {
    const { what, undertaking } = this.#options
    const { nodes, threshold } = undertaking.set
    const size = { nodes: nodes.length, threshold }
    const latest = new Map(this.#failures.map((failure) => [failure.node, failure]))
    const away = [...latest.values()].filter(({ kind }) => kind !== 'refused' && kind !== 'dropped')
    if (isBlocking(away.length, size.nodes, threshold)) {
      return errorOfFailures(what, [...latest.values()], size)
    }
    const said = [...latest.values()].map(({ message }) => message).join('; ')
    return new QuorumError(
      'budget-spent',
      `${what} did not succeed in ${this.#begun} attempts: try again (${said || 'nobody answered'})`,
      { failures: this.#failures },
    )
  }
}

import { QuorumError } from '../errors.ts'
import { NodeFailure } from '../http/node-failure.ts'
import type { Network, NodeStatus } from '../network/network.ts'
import { sleepThrough } from '../sleep-through.ts'
import { AttemptFailed } from './attempt-failed.ts'
import type { SignerPlan } from './choose-signers.ts'
import { Lessons } from './lessons.ts'
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
  /** Aborted when the race is over. */
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
  | { readonly kind: 'won'; readonly value: R }
  | { readonly kind: 'lost'; readonly runner: Runner<R>; readonly error: unknown }
  | { readonly kind: 'looked'; readonly statuses: readonly NodeStatus[] }
  | { readonly kind: 'blind'; readonly error: unknown }

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
  readonly #lessons: Lessons
  readonly #runners = new Set<Runner<R>>()
  readonly #over = new AbortController()
  /** Who could sign beside those that are slow; these may well be done before it is known. */
  #look: Promise<Event<R>> | undefined
  /** When to look again, at the earliest. */
  #lookFrom = 0
  /** Why the last look saw nothing. Those that run may finish all the same. */
  #blind: Error | undefined
  /** Against the budget, and in all. */
  #begun = 0
  #started = 0
  #stale = false

  constructor(options: RaceOptions<R>) {
    this.#options = options
    this.#lessons = new Lessons(options.undertaking, options.what)
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
        if (event?.kind === 'blind') this.#sawNothing(event.error)
        if (this.#now >= this.#deadline) throw this.#blind ?? this.#spent()
        if (event?.kind === 'looked') this.#beginBeside(event.statuses)
        this.#hedge()
      }
    } finally {
      signal?.removeEventListener('abort', drop)
    }
  }

  get #network(): Network {
    return this.#options.undertaking.session.network
  }

  get #now(): number {
    return this.#network.parts.now()
  }

  get #deadline(): number {
    return this.#options.undertaking.deadline
  }

  #begin(entrant: Entrant<R>): void {
    this.#begun += 1
    this.#started += 1
    this.#lookFrom = 0
    this.#blind = undefined
    this.#lessons.tries(entrant)
    const stop = new AbortController()
    const waitingFor = new Set(entrant.signers)
    const { undertaking } = this.#options
    const light: Undertaking['light'] = (node, state) => {
      if (this.#over.signal.aborted) return
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
        (value): Event<R> => ({ kind: 'won', value }),
        (error: unknown): Event<R> => ({ kind: 'lost', runner, error }),
      ),
    }
    this.#runners.add(runner)
  }

  /** Undefined when it is time to look whether somebody is slow, or all is over. */
  async #nextEvent(): Promise<Event<R> | undefined> {
    const looks = this.#look === undefined && this.#mayBeginBeside ? [this.#lookFrom] : []
    const slow = [...this.#runners].map(({ slowAt }) => slowAt)
    const soonest = Math.min(this.#deadline, ...slow, ...looks)
    const enough = new AbortController()
    const stop = (): void => enough.abort()
    this.#over.signal.addEventListener('abort', stop)
    if (this.#over.signal.aborted) stop()
    try {
      const pause = Math.max(0, soonest - this.#now)
      return await Promise.race([
        ...[...this.#runners].map(async ({ ended }) => ended),
        ...(this.#look === undefined ? [] : [this.#look]),
        sleepThrough(this.#network.parts, pause, enough.signal).then(() => undefined),
      ])
    } finally {
      this.#over.signal.removeEventListener('abort', stop)
      enough.abort()
    }
  }

  /** In place of what failed; waits a moment when there is nothing to try. */
  async #beginNext(): Promise<void> {
    while (this.#begun < this.#options.attempts && this.#now < this.#deadline) {
      const plan = await this.#plan()
      if (this.#over.signal.aborted) return
      if (plan !== undefined && this.#now < this.#deadline) {
        this.#begin(this.#options.entrant(plan))
        return
      }
      if (this.#lessons.hopeless) this.#begun += 1
      this.#stale = true
      await this.#network.parts.sleep(PAUSE, this.#over.signal)
      if (this.#over.signal.aborted) return
    }
    throw this.#spent()
  }

  /** Looks for another set to begin beside those that run, once all of them are slow. */
  #hedge(): void {
    for (const runner of this.#runners) {
      if (runner.slow || runner.slowAt > this.#now) continue
      runner.slowAt = Number.POSITIVE_INFINITY
      runner.slow = true
      // When all are waited for it is one of them who keeps the others, and it cannot be seen whom.
      const { waitingFor, entrant } = runner
      if (waitingFor.size < entrant.signers.length) this.#slow([...waitingFor])
    }
    if (!this.#mayBeginBeside || this.#now < this.#lookFrom) return
    this.#stale = false
    this.#look ??= this.#network.statuses({ fresh: true }).then(
      (statuses): Event<R> => ({ kind: 'looked', statuses }),
      (error: unknown): Event<R> => ({ kind: 'blind', error }),
    )
  }

  #beginBeside(statuses: readonly NodeStatus[]): void {
    this.#look = undefined
    this.#blind = undefined
    if (!this.#mayBeginBeside || this.#over.signal.aborted) return
    const waited = new Set([...this.#runners].flatMap(({ entrant }) => entrant.signers))
    const absent = [...waited].filter((node) => !statuses.some(({ party }) => party === node))
    this.#slow(absent)
    for (const node of absent) this.#network.health.failed(node)
    const plan = this.#choose(statuses, false)
    if (plan !== undefined) this.#begin(this.#options.entrant(plan))
    else this.#lookFrom = this.#lessons.hopeless ? Number.POSITIVE_INFINITY : this.#now + PAUSE
  }

  #sawNothing(error: unknown): void {
    this.#look = undefined
    this.#blind = error instanceof Error ? error : new Error('a look failed', { cause: error })
    this.#lookFrom = this.#now + PAUSE
  }

  get #mayBeginBeside(): boolean {
    const { size } = this.#runners
    if (size === 0 || size >= MOST_RUNNING || this.#begun >= this.#options.attempts) return false
    return [...this.#runners].every(({ slow }) => slow)
  }

  #slow(nodes: readonly number[]): void {
    for (const node of nodes) {
      this.#options.undertaking.light(node, 'slow')
      this.#lessons.suspect(node)
    }
  }

  async #plan(): Promise<SignerPlan | undefined> {
    const statuses = await this.#network.statuses({ fresh: this.#stale })
    this.#stale = false
    return this.#choose(statuses, true)
  }

  #choose(statuses: readonly NodeStatus[], again: boolean): SignerPlan | undefined {
    const { set } = this.#options.undertaking
    // The nodes have moved on, and the next undertaking will find them.
    if (statuses.some(({ epoch }) => epoch > set.epoch)) this.#network.forget('node-set')
    return this.#lessons.choose(statuses, again)
  }

  async #heed({ runner, error }: Extract<Event<R>, { readonly kind: 'lost' }>): Promise<void> {
    this.#runners.delete(runner)
    if (!(error instanceof AttemptFailed)) throw error
    const { free, outdated } = this.#lessons.learn(error)
    if (free) this.#begun -= 1
    if (outdated) this.#stale = true
    const { pause } = this.#lessons
    if (pause === undefined || this.#runners.size > 0) return
    const ms = Math.max(PAUSE, pause)
    if (this.#now + ms >= this.#deadline) throw this.#spent()
    await this.#network.parts.sleep(ms, this.#over.signal)
    this.#lessons.waited()
    this.#stale = true
  }

  #spent(): QuorumError {
    const awaited = new Set([...this.#runners].flatMap(({ waitingFor }) => [...waitingFor]))
    const silent = [...awaited].map(
      (node) => new NodeFailure(node, 'silent', 'it was still awaited when the time was over'),
    )
    return this.#lessons.spent(this.#started, silent)
  }
}

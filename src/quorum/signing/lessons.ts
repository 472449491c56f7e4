import { QuorumError } from '../errors.ts'
import { errorOfFailures, errorOfRefusals, isBlocking } from '../http/failures.ts'
import type { NodeFailure } from '../http/node-failure.ts'
import type { NodeStatus } from '../network/network.ts'
import { bearingOf, type AttemptFailed } from './attempt-failed.ts'
import { chooseSigners, planName, type SignerPlan } from './choose-signers.ts'
import type { Undertaking } from './undertaking.ts'

const UNREADY = 1e6
const AVOIDED = 1e7

const isLate = ({ kind, refusal }: NodeFailure): boolean =>
  kind === 'silent' || refusal?.retryAfter !== undefined

/** What attempts that failed say about the next one. */
export class Lessons {
  readonly #undertaking: Undertaking
  readonly #what: string
  readonly #failures: NodeFailure[] = []
  /** Sets that were tried, by `planName`. */
  readonly #tried = new Set<string>()
  /** Who lied, or has decided: no set with one of them. */
  readonly #excluded = new Set<number>()
  /** No set with one of these as long as there are others. */
  readonly #suspects = new Set<number>()
  /** Who said when to come back: in how many milliseconds. */
  readonly #later = new Map<number, number>()
  /** Who did not answer when all were last asked how they are. */
  #absent: readonly NodeFailure[] = []
  /** Who will be in no set, as far as that can be known before the deadline. */
  #lost: readonly number[] = []

  constructor(undertaking: Undertaking, what: string) {
    this.#undertaking = undertaking
    this.#what = what
  }

  tries(plan: Pick<SignerPlan, 'signers'>): void {
    this.#tried.add(planName(plan))
  }

  suspect(node: number): void {
    this.#suspects.add(node)
  }

  /**
   * Whether it was for nothing: an attempt that found somebody to leave out, or whose nodes said when
   * to come back, is not held against the budget. Throws when no signer set is left to be asked.
   */
  learn(failed: AttemptFailed): { readonly free: boolean; readonly outdated: boolean } {
    const { session, light } = this.#undertaking
    const failures = failed.failures.filter(({ kind }) => kind !== 'dropped')
    this.#failures.push(...failures)
    for (const node of failed.culprits) this.#excluded.add(node)
    const suspects = new Set(failed.suspects)
    let outdated = false
    for (const failure of failures) {
      const { node, refusal } = failure
      const bearing = bearingOf(failure)
      light(node, 'failed')
      if (bearing === 'decided') this.#excluded.add(node)
      else if (bearing === 'outdated') outdated = true
      else if (refusal?.retryAfter !== undefined) this.#later.set(node, refusal.retryAfter * 1000)
      else suspects.add(node)
    }
    const isNew = [...suspects].some((node) => !this.#suspects.has(node))
    const found = failed.culprits.length > 0 || isNew
    for (const node of suspects) {
      this.suspect(node)
      session.network.health.failed(node)
    }
    const decided = this.#failures.filter((failure) => bearingOf(failure) === 'decided')
    if (this.#blocks(decided.map(({ node }) => node))) {
      throw errorOfFailures(this.#what, decided, this.#size)
    }
    const waits = failures.length > 0 && failures.every(({ node }) => this.#later.has(node))
    return { free: waits || found, outdated }
  }

  /** How long to wait, when too few are left who have not said to come back later. */
  get pause(): number | undefined {
    return this.#blocks([...this.#later.keys()]) ? Math.min(...this.#later.values()) : undefined
  }

  /** After the pause everything is to be tried again. */
  waited(): void {
    this.#later.clear()
    this.#tried.clear()
  }

  /** Sets that were tried come again only with `again`, and only if there is nothing else. */
  choose(known: readonly NodeStatus[], again: boolean): SignerPlan | undefined {
    const { session, set } = this.#undertaking
    const { network } = session
    const { health } = network
    this.#absent = set.nodes
      .filter(({ party }) => !known.some((status) => status.party === party))
      .map(({ party }) => network.absence(party))
    const statuses = known.filter(
      ({ party, epoch }) =>
        epoch === set.epoch && !this.#excluded.has(party) && !health.isLiar(party),
    )
    const here = new Set(statuses.map(({ party }) => party))
    const awaited = new Set(this.#absent.filter(isLate).map(({ node }) => node))
    this.#lost = set.nodes
      .map(({ party }) => party)
      .filter((party) => !here.has(party))
      .filter((party) => this.#excluded.has(party) || health.isLiar(party) || !awaited.has(party))
    const unready = new Set(statuses.flatMap(({ party, ready }) => (ready ? [] : [party])))
    const cost = (node: number): number =>
      health.cost(node) +
      (unready.has(node) ? UNREADY : 0) +
      (this.#suspects.has(node) || this.#later.has(node) ? AVOIDED : 0)
    const choice = { statuses, threshold: set.threshold, cost }
    const untried = chooseSigners({ ...choice, except: this.#tried })
    if (untried !== undefined || !again) return untried
    return chooseSigners({ ...choice, except: new Set() })
  }

  /** Whether waiting will help: not when too many are gone, rather than late or not set up yet. */
  get hopeless(): boolean {
    return this.#blocks(this.#lost)
  }

  /** That it was tried as often, or as long, as was allowed; `awaited` are those still silent. */
  spent(attempts: number, awaited: readonly NodeFailure[]): QuorumError {
    const latest = new Map(
      [...this.#absent, ...this.#failures, ...awaited].map(
        (failure) => [failure.node, failure] as const,
      ),
    )
    const failures = [...latest.values()]
    const away = failures.filter(({ kind }) => kind !== 'refused')
    if (this.#blocks(away.map(({ node }) => node))) {
      return errorOfFailures(this.#what, failures, this.#size)
    }
    const why = errorOfRefusals(this.#what, failures, this.#size)
    // What was not decided, and has no meaning of its own, may go well another time.
    if (why !== undefined && why.code !== 'refused') return why
    const said = failures.map(({ message }) => message).join('; ') || 'no signer set was there'
    return new QuorumError(
      'budget-spent',
      `${this.#what} did not succeed in ${attempts} attempts: try again (${said})`,
      { failures: [...this.#failures, ...awaited] },
    )
  }

  get #size() {
    const { nodes, threshold } = this.#undertaking.set
    return { nodes: nodes.length, threshold }
  }

  /** Whether without these nodes no signer set is left. */
  #blocks(nodes: readonly number[]): boolean {
    return isBlocking(new Set(nodes).size, this.#size.nodes, this.#size.threshold)
  }
}

import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { SignInPurpose, SignInView, SignInWay } from '../../messages/popup/sign-in-view.ts'
import { toHex } from '../../payloads/encoding/hex.ts'
import { problemOf, WalletProblem } from '../problem.ts'
import { LampBoard } from '../signing/lamp-board.ts'
import { Kept } from '../state/kept.ts'
import { KnownLogins } from './known-logins.ts'
import { pageMessage } from './page/page-answer.ts'
import { renewSilently } from './renew-silently.ts'
import {
  keptSignIn,
  viewOfSignIn,
  workStep,
  type KeptSignIn,
  type SignInState,
  type Task,
  type WorkStep,
} from './sign-in-state.ts'
import { certify } from './steps/certify.ts'
import { look } from './steps/look.ts'
import { make } from './steps/make.ts'
import { prove } from './steps/prove.ts'
import {
  keyName,
  sessionName,
  type CarryOut,
  type Patch,
  type SignInParts,
  type SignInServices,
  type Step,
  type StepContext,
} from './steps/step-context.ts'
import { takePageAnswer } from './take-page-answer.ts'

const steps: Readonly<Record<WorkStep, Step>> = {
  proving: prove,
  certifying: certify,
  looking: look,
  making: make,
}

/** A proof of that age is taken by no node: it takes another. In seconds. */
const PROOF_AGE = 240
/** A renewal that failed is not tried again for so long. In milliseconds. */
const RENEW_PAUSE = 300_000

/** Thrown at work for a sign-in that was given up meanwhile. */
class GivenUp extends Error {}

/**
 * The one sign-in under way, step by step. Each step is written down before the next, so a worker
 * that was stopped goes on where it was, and a failed step is tried again alone.
 */
export class SignIns {
  readonly #services: SignInServices
  readonly #kept: Kept<KeptSignIn>
  readonly #listeners = new Set<() => void>()
  readonly #running = new Set<string>()
  #lamps: readonly Lamp[] = []
  #carryOut: CarryOut | undefined
  #renewedAt = 0

  private constructor(services: SignInServices, kept: Kept<KeptSignIn>) {
    this.#services = services
    this.#kept = kept
    kept.onChange(() => this.#tell())
    const { parts, sessions } = services
    parts.tabs.onClosed((tab) => void this.#tabClosed(tab))
    sessions.renewBy(async (login) => {
      if (parts.now() - this.#renewedAt < RENEW_PAUSE) return false
      this.#renewedAt = parts.now()
      return renewSilently(services, login)
    })
  }

  static async open(
    parts: SignInParts,
    services: Omit<SignInServices, 'parts' | 'known'>,
  ): Promise<SignIns> {
    const known = await KnownLogins.open(parts)
    const kept = await Kept.open<KeptSignIn>(parts.session, {
      name: 'sign-in',
      schema: keptSignIn,
      initial: {},
    })
    const signIns = new SignIns({ ...services, parts, known }, kept)
    await signIns.#sweep()
    return signIns
  }

  /** After the worker was stopped: what waits for nobody goes on. Called once, when all is wired. */
  resume(): void {
    const state = this.#state
    if (state === undefined || !isWork(state.step)) return
    if (state.step !== 'proving') void this.#run(state.id)
    else if (state.tab === undefined) {
      const detail = 'the browser stopped the wallet while the page was open: try again'
      void this.#fail(state.id, 'proving', new WalletProblem('cancelled', detail))
    }
  }

  /** Logins that were proven on this device. */
  get known(): KnownLogins {
    return this.#services.known
  }

  view(): SignInView | undefined {
    return this.#state && viewOfSignIn(this.#state, this.#lamps)
  }

  async start(way: string, purpose: SignInPurpose): Promise<void> {
    if (purpose === 'manage' || purpose === 'add-login') {
      throw new WalletProblem('bad-input', 'name the account that it is for')
    }
    const { sessions } = this.#services
    if (purpose !== 'account' && sessions.state === 'none') {
      throw new WalletProblem('signed-out', 'nobody has signed in yet')
    }
    await this.begin(way, purpose, undefined)
  }

  /** In the place of the one before, if that was not finished. */
  async begin(way: string, purpose: SignInPurpose, task: Task | undefined): Promise<void> {
    const { parts, nodeSets, sessions } = this.#services
    const by = this.#wayOf(way)
    await this.cancel()
    const id = toHex(parts.random(16)).slice(2)
    const signIn: SignInState = {
      id,
      nodeSet: nodeSets.id,
      way: by,
      purpose,
      // Who is signed in needs no other session for another account.
      step: purpose === 'another' && sessions.state === 'open' ? 'making' : 'proving',
      startedAt: parts.now(),
      ...(task !== undefined && { task }),
    }
    this.#lamps = []
    await this.#kept.change(() => ({ signIn }))
    void this.#run(id)
  }

  async retry(): Promise<void> {
    const state = this.#state
    if (state?.step !== 'failed' || state.failedAt === undefined) return
    const { nodeSets, parts } = this.#services
    if (state.nodeSet !== nodeSets.id) {
      await this.cancel()
      return
    }
    const age = parts.now() / 1000 - (state.statement?.issuedAt ?? 0)
    const isSpent = state.problem !== undefined && proveAnew.has(state.problem.code)
    const isStale = state.failedAt === 'certifying' && age > PROOF_AGE
    // A session that may manage is used once, perhaps by what failed.
    const isUsed = state.purpose === 'manage' && state.transaction === undefined
    const again = isSpent || isStale || (state.failedAt === 'making' && isUsed)
    this.#lamps = []
    await this.#put(state.id, {
      step: again ? 'proving' : state.failedAt,
      failedAt: undefined,
      problem: undefined,
      endedAt: undefined,
    })
    void this.#run(state.id)
  }

  async cancel(): Promise<void> {
    const state = this.#state
    await this.#kept.change((now) => (now.signIn === undefined ? now : {}))
    if (state?.tab !== undefined) await this.#services.parts.tabs.close(state.tab)
    await this.#sweep()
  }

  async dismiss(): Promise<void> {
    if (this.#state !== undefined && !isWork(this.#state.step)) await this.cancel()
  }

  /** From the page that we opened, in the tab in which we did, and from nowhere else. */
  async pageAnswer(tab: number, origin: string, message: unknown): Promise<void> {
    const { nodeSets, parts } = this.#services
    const state = this.#state
    const { walletPage } = nodeSets.deployment
    if (walletPage === undefined || origin !== new URL(walletPage.url).origin) return
    if (state?.step !== 'proving' || state.tab !== tab) return
    const parsed = pageMessage.safeParse(message)
    if (!parsed.success || parsed.data.answer.id !== state.id) return
    const { answer } = parsed.data
    if ((answer.kind === 'wallet') !== (state.way.kind === 'wallet')) {
      if (answer.kind !== 'cancelled') return
    }
    // From here on its being closed means nothing, and a second answer comes to nothing.
    await this.#put(state.id, { tab: undefined })
    await parts.tabs.close(tab)
    try {
      const patch = await takePageAnswer(this.#context(state), answer)
      if (patch === undefined) return
      await this.#put(state.id, patch)
      void this.#run(state.id)
    } catch (error) {
      await this.#fail(state.id, 'proving', error)
    }
  }

  /** Who makes changes of control, for which a sign-in is a part. */
  carryOutBy(carryOut: CarryOut): void {
    this.#carryOut = carryOut
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get #state(): SignInState | undefined {
    return this.#kept.value.signIn
  }

  async #run(id: string): Promise<void> {
    if (this.#running.has(id)) return
    this.#running.add(id)
    try {
      for (;;) {
        const state = this.#state
        if (state?.id !== id || !isWork(state.step)) return
        const { step } = state
        try {
          const patch = await steps[step](this.#context(state))
          if (patch === undefined) return
          const endedAt = patch.step === 'done' ? this.#services.parts.now() : undefined
          await this.#put(id, { ...patch, endedAt })
        } catch (error) {
          await this.#fail(id, step, error)
          return
        }
      }
    } finally {
      this.#running.delete(id)
      if (this.#state?.step === 'done') await this.#sweep()
    }
  }

  #context(state: SignInState): StepContext {
    let board: LampBoard | undefined
    return {
      ...this.#services,
      state,
      carryOut: async (...given) => this.#carryOut?.(...given),
      onProgress: (progress) => {
        if (this.#state?.id !== state.id) return
        board ??= new LampBoard(this.#nodes(), (lamps) => {
          this.#lamps = lamps
          this.#tell()
        })
        board.take(progress)
      },
      put: async (patch) => this.#put(state.id, patch),
    }
  }

  #nodes(): readonly number[] {
    return this.#services.nodeSets.view().nodes.map(({ party }) => party)
  }

  async #put(id: string, patch: Patch): Promise<void> {
    if (this.#state?.id !== id) throw new GivenUp()
    await this.#kept.change((now) =>
      now.signIn?.id === id ? { signIn: { ...now.signIn, ...patch } } : now,
    )
    if (this.#state?.id !== id) throw new GivenUp()
  }

  async #fail(id: string, failedAt: WorkStep, error: unknown): Promise<void> {
    if (error instanceof GivenUp) return
    this.#services.nodeSets.report(error)
    const endedAt = this.#services.parts.now()
    const problem = problemOf(error)
    await this.#put(id, { step: 'failed', failedAt, problem, endedAt }).catch(() => {})
  }

  async #tabClosed(tab: number): Promise<void> {
    const state = this.#state
    if (state?.step !== 'proving' || state.tab !== tab) return
    await this.#put(state.id, { tab: undefined }).catch(() => {})
    const closed = new WalletProblem('cancelled', 'the page to sign in on was closed: try again')
    await this.#fail(state.id, 'proving', closed)
  }

  /** Keys of sign-ins that are over, and of those that a closed browser left. */
  async #sweep(): Promise<void> {
    const { sessionStore } = this.#services
    const current = this.#state
    const kept =
      current === undefined || current.step === 'done'
        ? []
        : [keyName(current.id), sessionName(current.id)]
    const names = (await sessionStore.names()).filter((name) => name.startsWith('sign-in-'))
    for (const name of names) if (!kept.includes(name)) await sessionStore.remove(name)
  }

  #wayOf(id: string): SignInWay {
    const way = this.#services.nodeSets.ways().find((one) => one.id === id)
    if (way !== undefined) return way
    throw new WalletProblem('bad-input', 'this network does not offer that way to sign in')
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What another try with the same proof would come to again. */
const proveAnew: ReadonlySet<string> = new Set([
  'bad-proof',
  'signed-out',
  'other-identity',
  'cancelled',
])

const isWork = (step: SignInState['step']): step is WorkStep => workStep.safeParse(step).success

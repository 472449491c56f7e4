import { problemOf } from '../problem.ts'
import { LampBoard } from '../signing/lamp-board.ts'
import { GivenUp, type CurrentSignIn } from './current-sign-in.ts'
import { isWork, type SignInState, type WorkStep } from './sign-in-state.ts'
import { certify } from './steps/certify.ts'
import { look } from './steps/look.ts'
import { make } from './steps/make.ts'
import { prove } from './steps/prove.ts'
import {
  keyName,
  sessionName,
  type CarryOut,
  type Patch,
  type SignInServices,
  type Step,
  type StepContext,
} from './steps/step-context.ts'

const steps: Readonly<Record<WorkStep, Step>> = {
  proving: prove,
  certifying: certify,
  looking: look,
  making: make,
}

/** Takes a sign-in from step to step, each written down before the next, until it ends or waits. */
export class SignInRunner {
  readonly #services: SignInServices
  readonly #current: CurrentSignIn
  readonly #running = new Set<string>()
  #carryOut: CarryOut | undefined

  constructor(services: SignInServices, current: CurrentSignIn) {
    this.#services = services
    this.#current = current
  }

  carryOutBy(carryOut: CarryOut): void {
    this.#carryOut = carryOut
  }

  async run(id: string): Promise<void> {
    if (this.#running.has(id)) return
    this.#running.add(id)
    try {
      while (await this.#step(id));
    } finally {
      this.#running.delete(id)
      if (this.#current.state?.step === 'done') await this.sweep()
    }
  }

  /** Goes on with what came from outside; what was wrong with it is the step's failure. */
  async take(
    state: SignInState,
    work: (context: StepContext) => Promise<Patch | undefined>,
  ): Promise<void> {
    try {
      const patch = await work(this.#context(state))
      if (patch === undefined) return
      await this.#current.put(state.id, patch)
      void this.run(state.id)
    } catch (error) {
      await this.fail(state.id, 'proving', error)
    }
  }

  async fail(id: string, failedAt: WorkStep, error: unknown): Promise<void> {
    if (error instanceof GivenUp) return
    const problem = problemOf(await this.#services.nodeSets.report(error))
    const endedAt = this.#services.parts.now()
    await this.#current.put(id, { step: 'failed', failedAt, problem, endedAt }).catch(() => {})
  }

  /** Keys of sign-ins that are over, and of those that a closed browser left, are removed. */
  async sweep(): Promise<void> {
    const { sessionStore } = this.#services
    const { state } = this.#current
    const isOver = state === undefined || state.step === 'done'
    const kept = isOver ? [] : [keyName(state.id), sessionName(state.id)]
    const names = (await sessionStore.names()).filter((name) => name.startsWith('sign-in-'))
    for (const name of names) if (!kept.includes(name)) await sessionStore.remove(name)
  }

  /** Whether there is another to take. */
  async #step(id: string): Promise<boolean> {
    const { state } = this.#current
    if (state?.id !== id || !isWork(state.step)) return false
    const { step } = state
    try {
      const patch = await steps[step](this.#context(state))
      if (patch === undefined) return false
      await this.#current.put(id, patch.step === 'done' ? { ...patch, ...this.#over() } : patch)
      return true
    } catch (error) {
      await this.fail(id, step, error)
      return false
    }
  }

  /** What was proven is of no more use, and need not be kept. */
  #over(): Patch {
    const endedAt = this.#services.parts.now()
    return { endedAt, proven: undefined, statement: undefined, mint: undefined }
  }

  #context(state: SignInState): StepContext {
    let board: LampBoard | undefined
    const { id } = state
    return {
      ...this.#services,
      state,
      carryOut: async (...given) => this.#carryOut?.(...given),
      onProgress: (progress) => {
        board ??= new LampBoard(this.#nodes(), (lamps) => this.#current.light(id, lamps))
        board.take(progress)
      },
      put: async (patch) => this.#current.put(id, patch),
    }
  }

  #nodes(): readonly number[] {
    return this.#services.nodeSets.view().nodes.map(({ party }) => party)
  }
}

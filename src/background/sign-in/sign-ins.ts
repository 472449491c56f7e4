import type { SignInPurpose, SignInView, SignInWay } from '../../messages/popup/sign-in-view.ts'
import { toHex } from '../../payloads/encoding/hex.ts'
import { WalletProblem } from '../problem.ts'
import { CurrentSignIn } from './current-sign-in.ts'
import { KnownLogins } from './known-logins.ts'
import { pageMessage } from './page/page-answer.ts'
import { renewSilently } from './renew-silently.ts'
import { SignInRunner } from './sign-in-runner.ts'
import { isWork, viewOfSignIn, type SignInState, type Task } from './sign-in-state.ts'
import { stepToRetry } from './step-to-retry.ts'
import type { CarryOut, SignInParts, SignInServices } from './steps/step-context.ts'
import { takePageAnswer } from './take-page-answer.ts'

/** A renewal that failed is not tried again for so long. In milliseconds. */
const RENEW_PAUSE = 300_000

/**
 * The one sign-in under way, step by step. Each step is written down before the next, so a worker
 * that was stopped goes on where it was, and a failed step is tried again alone.
 */
export class SignIns {
  readonly #services: SignInServices
  readonly #current: CurrentSignIn
  readonly #runner: SignInRunner
  #renewedAt = 0

  private constructor(services: SignInServices, current: CurrentSignIn) {
    const { parts, sessions, nodeSets } = services
    this.#services = services
    this.#current = current
    this.#runner = new SignInRunner(services, current)
    nodeSets.onLeave(async () => this.cancel())
    sessions.onLock(() => void this.#locked())
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
    const current = await CurrentSignIn.open(parts)
    const signIns = new SignIns({ ...services, parts, known }, current)
    await signIns.#runner.sweep()
    return signIns
  }

  /** After the worker was stopped: what waits for nobody goes on. Called once, when all is wired. */
  resume(): void {
    const { state } = this.#current
    if (state === undefined || !isWork(state.step)) return
    if (state.step !== 'proving') void this.#runner.run(state.id)
    else if (state.tab === undefined) {
      const detail = 'the browser stopped the wallet while the page was open: try again'
      void this.#runner.fail(state.id, 'proving', new WalletProblem('cancelled', detail))
    }
  }

  /** Logins that were proven on this device. */
  get known(): KnownLogins {
    return this.#services.known
  }

  view(): SignInView | undefined {
    const { state, lamps } = this.#current
    return state && viewOfSignIn(state, lamps)
  }

  async start(way: string, purpose: SignInPurpose): Promise<void> {
    if (purpose === 'manage' || purpose === 'add-login') {
      throw new WalletProblem('bad-input', 'name the account that it is for')
    }
    if (purpose !== 'account' && this.#services.sessions.state === 'none') {
      throw new WalletProblem('signed-out', 'nobody has signed in yet')
    }
    await this.begin(way, purpose, undefined)
  }

  /** In the place of the one before, if that was not finished. */
  async begin(way: string, purpose: SignInPurpose, task: Task | undefined): Promise<void> {
    const { parts, nodeSets, sessions } = this.#services
    const by = this.#wayOf(way)
    await this.cancel()
    const signIn: SignInState = {
      id: toHex(parts.random(16)).slice(2),
      nodeSet: nodeSets.id,
      way: by,
      purpose,
      // Who is signed in needs no other session for another account.
      step: purpose === 'another' && sessions.state === 'open' ? 'making' : 'proving',
      startedAt: parts.now(),
      ...(task !== undefined && { task }),
    }
    await this.#current.begin(signIn)
    void this.#runner.run(signIn.id)
  }

  async retry(): Promise<void> {
    const { state } = this.#current
    const step = state && stepToRetry(state, this.#services.parts.now())
    if (state === undefined || step === undefined) return
    this.#current.light(state.id, [])
    const none = { failedAt: undefined, problem: undefined, endedAt: undefined }
    await this.#current.put(state.id, { step, ...none })
    void this.#runner.run(state.id)
  }

  async cancel(): Promise<void> {
    const tab = this.#current.state?.tab
    await this.#current.clear()
    if (tab !== undefined) await this.#services.parts.tabs.close(tab)
    await this.#runner.sweep()
  }

  async dismiss(): Promise<void> {
    const { state } = this.#current
    if (state !== undefined && !isWork(state.step)) await this.cancel()
  }

  /** From the page that we opened, in the tab in which we did, and from nowhere else. */
  async pageAnswer(tab: number, origin: string, message: unknown): Promise<void> {
    const { nodeSets, parts } = this.#services
    const { state } = this.#current
    const { walletPage } = nodeSets.deployment
    if (walletPage === undefined || origin !== new URL(walletPage.url).origin) return
    if (state?.step !== 'proving' || state.tab !== tab) return
    const parsed = pageMessage.safeParse(message)
    if (!parsed.success || parsed.data.answer.id !== state.id) return
    const { answer } = parsed.data
    if (answer.kind !== 'cancelled' && answer.kind !== state.way.kind) return
    // From here on its being closed means nothing, and a second answer comes to nothing.
    await this.#current.put(state.id, { tab: undefined })
    await parts.tabs.close(tab)
    await this.#runner.take(state, async (context) => takePageAnswer(context, answer))
  }

  /** Who makes changes of control, for which a sign-in is a part. */
  carryOutBy(carryOut: CarryOut): void {
    this.#runner.carryOutBy(carryOut)
  }

  onChange(listener: () => void): () => void {
    return this.#current.onChange(listener)
  }

  /** What only somebody who is signed in may do ends with that. */
  async #locked(): Promise<void> {
    const { state } = this.#current
    if (state === undefined || !isWork(state.step)) return
    if (state.purpose !== 'account' && state.purpose !== 'unlock') await this.cancel()
  }

  async #tabClosed(tab: number): Promise<void> {
    const { state } = this.#current
    if (state?.step !== 'proving' || state.tab !== tab) return
    await this.#current.put(state.id, { tab: undefined }).catch(() => {})
    const closed = new WalletProblem('cancelled', 'the page to sign in on was closed: try again')
    await this.#runner.fail(state.id, 'proving', closed)
  }

  #wayOf(id: string): SignInWay {
    const way = this.#services.nodeSets.ways().find((one) => one.id === id)
    if (way !== undefined) return way
    throw new WalletProblem('bad-input', 'this network does not offer that way to sign in')
  }
}

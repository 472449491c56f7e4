import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { Parts } from '../parts.ts'
import { Kept } from '../state/kept.ts'
import { keptSignIn, type KeptSignIn, type SignInState } from './sign-in-state.ts'
import type { Patch } from './steps/step-context.ts'

/** Thrown at work for a sign-in that was given up meanwhile. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp'
}

/** The one sign-in that there is, as it is written down, and the lamps that nobody needs to keep. */
export class CurrentSignIn {
  readonly #kept: Kept<KeptSignIn>
  readonly #listeners = new Set<() => void>()
  #lamps: readonly Lamp[] = []

  private constructor(kept: Kept<KeptSignIn>) {
    this.#kept = kept
    kept.onChange(() => this.#tell())
  }

  static async open({ session }: Pick<Parts, 'session'>): Promise<CurrentSignIn> {
    const kept = await Kept.open<KeptSignIn>(session, {
      name: 'sign-in',
      schema: keptSignIn,
      initial: {},
    })
    return new CurrentSignIn(kept)
  }

  get state(): SignInState | undefined {
    return this.#kept.value.signIn
  }

  get lamps(): readonly Lamp[] {
    return this.#lamps
  }

  async begin(signIn: SignInState): Promise<void> {
    this.#lamps = []
    await this.#kept.change(() => ({ signIn }))
  }

  /** Written down when it returns; throws when another sign-in, or none, is in its place. */
  async put(id: string, patch: Patch): Promise<void> {
    if (this.state?.id !== id) throw new GivenUp()
    await this.#kept.change((now) =>
      now.signIn?.id === id ? { signIn: { ...now.signIn, ...patch } } : now,
    )
    if (this.state?.id !== id) throw new GivenUp()
  }

  light(id: string, lamps: readonly Lamp[]): void {
    if (this.state?.id !== id) return
    this.#lamps = lamps
    this.#tell()
  }

  async clear(): Promise<void> {
    await this.#kept.change((now) => (now.signIn === undefined ? now : {}))
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

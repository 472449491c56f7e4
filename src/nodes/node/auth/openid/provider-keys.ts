import type { KeyObject } from 'node:crypto'
import type { IdentityProvider } from '../../../../protocol/deployment.ts'
import { ProtocolError } from '../../../../protocol/protocol-error.ts'
import { badProof } from '../bad-proof.ts'
import { fetchProviderKeys } from './fetch-provider-keys.ts'
import type { ProviderKey, TokenAlgorithm } from './provider-key.ts'

const SECOND = 1000
const DEFAULT_AGE = 3600
const MIN_AGE = 300
const MAX_AGE = 24 * 3600
/** Between looks for a key that is not among those held, whatever tokens name. */
const REFETCH_MS = 60 * SECOND
/** Between looks while nothing is held. */
const RETRY_MS = 5 * SECOND

type Provider = Pick<IdentityProvider, 'name' | 'issuer' | 'jwksUrl'>
type Wanted = { readonly kid: string; readonly algorithm: TokenAlgorithm }
type Held = { readonly keys: readonly ProviderKey[]; readonly until: number }

type State = {
  held: Held | undefined
  lookedAt: number
  failed: boolean
  look: Promise<void> | undefined
}

/**
 * The keys of identity providers. They are held for as long as the provider says, between bounds of
 * ours, and serve while it is down; after that nobody is believed until it is back. A key that is
 * not held makes us look again, once a minute, and what is gone then is no longer taken.
 */
export class ProviderKeys {
  readonly #states = new Map<string, State>()
  readonly #clock: () => number
  readonly #report: (issuer: string, error: unknown) => void

  constructor(
    options: {
      /** Milliseconds that never go back. */
      readonly clock?: () => number
      /** Told why a provider's keys could not be had. */
      readonly report?: (issuer: string, error: unknown) => void
    } = {},
  ) {
    this.#clock = options.clock ?? (() => performance.now())
    this.#report = options.report ?? (() => {})
  }

  async find(provider: Provider, wanted: Wanted): Promise<KeyObject> {
    const state = this.#stateOf(provider)
    const held = this.#pick(state, wanted)
    if (held !== undefined) return held
    this.#mayLook(provider, state)
    await this.#look(provider, state)
    const found = this.#pick(state, wanted)
    if (found !== undefined) return found
    if (state.failed || !this.#isFresh(state)) throw this.#unavailable(provider, RETRY_MS)
    throw this.#unknown(REFETCH_MS)
  }

  #stateOf({ issuer, jwksUrl }: Provider): State {
    const name = `${issuer} ${jwksUrl ?? ''}`
    const state = this.#states.get(name) ?? {
      held: undefined,
      lookedAt: Number.NEGATIVE_INFINITY,
      failed: false,
      look: undefined,
    }
    this.#states.set(name, state)
    return state
  }

  #isFresh({ held }: State): boolean {
    return held !== undefined && this.#clock() < held.until
  }

  #pick(state: State, { kid, algorithm }: Wanted): KeyObject | undefined {
    if (!this.#isFresh(state)) return undefined
    return state.held?.keys.find((one) => one.kid === kid && one.algorithm === algorithm)?.key
  }

  /** Throws where it is too early to ask the provider again. */
  #mayLook(provider: Provider, state: State): void {
    if (state.look !== undefined) return
    const fresh = this.#isFresh(state)
    const wait = state.lookedAt + (fresh ? REFETCH_MS : RETRY_MS) - this.#clock()
    if (wait <= 0) return
    // What expired after a look that went well may be fetched at once: the wait is for failures.
    if (!fresh && !state.failed) return
    throw state.failed ? this.#unavailable(provider, wait) : this.#unknown(wait)
  }

  async #look(provider: Provider, state: State): Promise<void> {
    state.look ??= this.#fetch(provider, state).finally(() => {
      state.look = undefined
    })
    return state.look
  }

  async #fetch(provider: Provider, state: State): Promise<void> {
    state.lookedAt = this.#clock()
    try {
      const { keys, maxAge = DEFAULT_AGE } = await fetchProviderKeys(provider)
      const age = Math.min(Math.max(maxAge, MIN_AGE), MAX_AGE)
      state.held = { keys, until: this.#clock() + age * SECOND }
      state.failed = false
    } catch (error) {
      state.failed = true
      this.#report(provider.issuer, error)
    }
  }

  #unknown(wait: number): ProtocolError {
    return badProof('unknown-key', 'the provider has no such key: get a new token', {
      retryAfter: Math.ceil(wait / SECOND),
    })
  }

  #unavailable({ name, issuer }: Provider, wait: number): ProtocolError {
    return new ProtocolError(
      'provider-unavailable',
      `${name} does not answer, so its logins cannot be checked: try again soon`,
      { details: { issuer }, retryAfter: Math.ceil(wait / SECOND) },
    )
  }
}

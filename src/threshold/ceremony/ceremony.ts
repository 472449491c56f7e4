import { equalBytes, wipe } from '../encoding/bytes.ts'
import { Abort, EncodingError, UsageError, type PartyId } from '../errors.ts'
import { abortNotice, envelope, MAX_MESSAGE_BYTES, NOTICE_STEP, type Message } from './message.ts'
import { decodeFrom, type Exchange, type Protocol } from './protocol.ts'

/** Why a message did not count. Nothing changed, and nobody is blamed for it. */
export type Refusal = 'not-for-us' | 'unknown-sender' | 'other-session' | 'repeated' | 'not-running'

export type Outcome<Result> =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'abort'; readonly abort: Abort }

/** What came of one call, in order: make `checkpoint` durable, send `messages`, take the `outcome`. */
export type Step<Result, Checkpoint = never> = {
  readonly messages: readonly Message[]
  readonly checkpoint?: Checkpoint
  readonly refused?: Refusal
  readonly outcome?: Outcome<Result>
}

const LAST_ROUND = 8

/**
 * Drives one party's side of one protocol: keeps its mailbox and turns rounds into messages. It
 * has no clock: whoever has one calls `expire` at the deadline, and the silent are named.
 */
export class Ceremony<Result, Checkpoint = never> {
  readonly session: Uint8Array
  readonly self: PartyId
  readonly peers: readonly PartyId[]
  readonly #protocol: Protocol<Result, Checkpoint>
  /** Bodies that wait for their round, by round and sender. */
  readonly #mailbox = new Map<number, Map<PartyId, Uint8Array>>()
  /** All that was accepted, so that a second version of a message is recognised. */
  readonly #accepted = new Map<string, Uint8Array>()
  /** Peers whose message was about another session: they disagree with us, but are not silent. */
  readonly #elsewhere = new Set<PartyId>()
  #roundNumber = 0
  #expected: readonly PartyId[] = []
  #outcome: Outcome<Result> | undefined

  constructor(options: {
    readonly session: Uint8Array
    readonly self: PartyId
    readonly peers: readonly PartyId[]
    readonly protocol: Protocol<Result, Checkpoint>
  }) {
    this.session = options.session
    this.self = options.self
    this.peers = options.peers
    this.#protocol = options.protocol
  }

  get outcome(): Outcome<Result> | undefined {
    return this.#outcome
  }

  /** The round that is under way, counted from 1; 0 before the start. */
  get round(): number {
    return this.#roundNumber
  }

  /** The parties whose message the current round still lacks. */
  get waitingFor(): readonly PartyId[] {
    if (this.#outcome !== undefined) return []
    const arrived = this.#mailbox.get(this.#roundNumber)
    return this.#expected.filter((party) => !arrived?.has(party))
  }

  start(): Step<Result, Checkpoint> {
    if (this.#roundNumber > 0 || this.#outcome !== undefined) {
      throw new UsageError('wrong-phase', 'this ceremony was started before')
    }
    return this.#resume(() => this.#protocol.next())
  }

  receive(message: Message): Step<Result, Checkpoint> {
    if (this.#outcome !== undefined) return refuse('not-running')
    if (message.to !== this.self) return refuse('not-for-us')
    if (!this.peers.includes(message.from)) return refuse('unknown-sender')
    try {
      return this.#accept(message)
    } catch (error) {
      if (error instanceof Abort) return this.#abort(error)
      throw error
    }
  }

  /** The deadline passed: names whoever has not spoken. */
  expire(): Step<Result, Checkpoint> {
    if (this.#outcome !== undefined) return refuse('not-running')
    const silent = this.waitingFor.filter((party) => !this.#elsewhere.has(party))
    return this.#abort(new Abort('silent', silent, `nothing from ${silent.join(', ')} in time`))
  }

  cancel(reason: string): Step<Result, Checkpoint> {
    if (this.#outcome !== undefined) return refuse('not-running')
    return this.#abort(new Abort('cancelled', [], reason))
  }

  #accept(message: Message): Step<Result, Checkpoint> {
    const { from, bytes } = message
    const { session, step, body, ...addressed } = openEnvelope(from, bytes)
    if (!equalBytes(session, this.session)) {
      this.#elsewhere.add(from)
      return refuse('other-session')
    }
    if (addressed.to !== this.self) return refuse('not-for-us')
    if (addressed.from !== from) {
      throw new Abort('malformed-message', [from], `${from} speaks as ${addressed.from}`)
    }
    if (step === NOTICE_STEP) throw peerAborted(from, body)
    if (step > LAST_ROUND) {
      throw new Abort('malformed-message', [from], `${from} speaks of a round ${step}`)
    }

    const place = `${step}/${from}`
    const earlier = this.#accepted.get(place)
    if (earlier !== undefined) {
      if (equalBytes(earlier, body)) return refuse('repeated')
      throw new Abort('equivocation', [from], `two messages from ${from} for round ${step}`)
    }
    this.#accepted.set(place, body)
    const round = this.#mailbox.get(step) ?? new Map<PartyId, Uint8Array>()
    this.#mailbox.set(step, round.set(from, body))

    if (step < this.#roundNumber) throw unexpected(from, step)
    return step === this.#roundNumber ? this.#proceed({ messages: [] }) : { messages: [] }
  }

  /** Runs the protocol on for as long as what it waits for is already there. */
  #proceed(before: Step<Result, Checkpoint>): Step<Result, Checkpoint> {
    const arrived = this.#mailbox.get(this.#roundNumber) ?? new Map<PartyId, Uint8Array>()
    for (const sender of arrived.keys()) {
      if (!this.#expected.includes(sender)) {
        return this.#abort(unexpected(sender, this.#roundNumber), before)
      }
    }
    if (this.waitingFor.length > 0) return before
    const inbox = new Map([...arrived].toSorted(([a], [b]) => a - b))
    this.#mailbox.delete(this.#roundNumber)
    return this.#resume(() => this.#protocol.next(inbox), before)
  }

  #resume(
    next: () => IteratorResult<Exchange<Checkpoint>, Result>,
    before: Step<Result, Checkpoint> = { messages: [] },
  ): Step<Result, Checkpoint> {
    try {
      const turn = next()
      if (turn.done === true) {
        const outcome = { kind: 'result', result: turn.value } as const
        this.#end(outcome)
        return { ...before, outcome }
      }
      const { send, expect, checkpoint } = turn.value
      this.#roundNumber++
      this.#expected = expect
      const messages = [...before.messages, ...this.#address(this.#roundNumber, send)]
      return this.#proceed({ ...before, messages, ...(checkpoint !== undefined && { checkpoint }) })
    } catch (error) {
      const abort =
        error instanceof Abort
          ? error
          : new Abort('internal', [], 'the protocol failed unexpectedly', { cause: error })
      const last = this.#abort(abort, before)
      // Before anything was sent, what the caller did wrong is for the caller alone to hear.
      if (error instanceof UsageError && this.#roundNumber === 0) throw error
      return last
    }
  }

  #address(step: number, bodies: ReadonlyMap<PartyId, Uint8Array>): Message[] {
    return [...bodies].map(([to, body]) => ({
      from: this.self,
      to,
      bytes: envelope.encode({
        session: this.session,
        from: this.self,
        to,
        step,
        body,
      }),
    }))
  }

  /**
   * The peers are told, or an honest party that stopped for cause would look like a silent one.
   * What was composed before goes out first, for the same reason.
   */
  #abort(
    abort: Abort,
    before: Step<Result, Checkpoint> = { messages: [] },
  ): Step<Result, Checkpoint> {
    const outcome = { kind: 'abort', abort } as const
    this.#end(outcome)
    if (abort.code === 'peer-aborted') return { ...before, outcome }
    const body = abortNotice.encode({ code: abort.code, culprits: abort.culprits })
    const notices = this.#address(NOTICE_STEP, new Map(this.peers.map((peer) => [peer, body])))
    return { ...before, messages: [...before.messages, ...notices], outcome }
  }

  #end(outcome: Outcome<Result>): void {
    this.#outcome = outcome
    // What was received may hold shares of secrets; what was made of it has copies of its own.
    wipe(...this.#accepted.values())
    this.#mailbox.clear()
    this.#accepted.clear()
    try {
      // Runs the protocol's `finally`, where its secrets are wiped.
      this.#protocol.return(undefined as never)
    } catch {
      // A protocol that is already over, or running, has nothing left to clean.
    }
  }
}

const refuse = (refused: Refusal): { messages: readonly Message[]; refused: Refusal } => ({
  messages: [],
  refused,
})

const unexpected = (sender: PartyId, step: number): Abort =>
  new Abort('malformed-message', [sender], `${sender} has nothing to say in round ${step}`)

/** Hearsay: it ends the ceremony, but names nobody. */
const peerAborted = (from: PartyId, body: Uint8Array): Abort => {
  const { code, culprits } = decodeFrom(abortNotice, from, body)
  const named = culprits.length > 0 ? `, naming ${culprits.join(', ')}` : ''
  return new Abort('peer-aborted', [], `${from} gave up (${code})${named}`)
}

const openEnvelope = (from: PartyId, bytes: Uint8Array) => {
  if (bytes.length > MAX_MESSAGE_BYTES) {
    throw new Abort('malformed-message', [from], `${bytes.length} bytes from ${from}: too long`)
  }
  try {
    return envelope.decode(bytes)
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
    throw new Abort('malformed-message', [from], `envelope from ${from}: ${error.message}`)
  }
}

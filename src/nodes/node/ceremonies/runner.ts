import { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { Ceremony, Step } from '../../../threshold/ceremony/ceremony.ts'
import { envelope, NOTICE_STEP, type Message } from '../../../threshold/ceremony/message.ts'
import { toHex } from '../../../threshold/encoding/bytes.ts'
import { Abort, EncodingError } from '../../../threshold/errors.ts'
import type { Log } from '../log.ts'
import { reasonOf } from '../problem.ts'
import { EarlyMessages } from './early-messages.ts'
import { priority, type Priority, type Turns } from './turns.ts'

export type CeremonyKind = 'network-key' | 'key' | 'pair' | 'presignature'

/** How long a round may take: the first, and how much more each that follows. */
type Patience = { readonly firstMs: number; readonly marginMs: number }

const patienceOf: Readonly<Record<CeremonyKind, Patience>> = {
  'network-key': { firstMs: 15_000, marginMs: 3_000 },
  key: { firstMs: 10_000, marginMs: 2_000 },
  pair: { firstMs: 8_000, marginMs: 2_000 },
  presignature: { firstMs: 5_000, marginMs: 1_000 },
}

const urgencyOf: Readonly<Record<CeremonyKind, Priority>> = {
  'network-key': priority.presignature,
  key: priority.key,
  pair: priority.pair,
  presignature: priority.presignature,
}

export type CeremonyEnd = {
  readonly kind: CeremonyKind
  readonly parties: readonly number[]
  readonly ms: number
  /** `done`, or why not. */
  readonly outcome: string
  readonly culprits: readonly number[]
}

export type RunOptions<Checkpoint> = {
  readonly kind: CeremonyKind
  /** Makes it durable before anything that follows from it leaves. */
  readonly checkpoint?: (checkpoint: Checkpoint) => void
  /** After the first call, when secrets that were lent are used up. */
  readonly started?: () => void
  /** After each round that ended, by its number. */
  readonly ended?: (round: number) => void
}

export type RunnerParts = {
  readonly self: number
  readonly turns: Turns
  /** Fails when it has not arrived after so many milliseconds. */
  readonly send: (message: Message, withinMs: number) => Promise<void>
  /** Stands between us and everybody else, in tests. */
  readonly wrapOutgoing?: ((message: Message) => Message) | undefined
  readonly onEnd: (end: CeremonyEnd) => void
  readonly log: Log
}

type Running = {
  readonly kind: CeremonyKind
  readonly receive: (message: Message) => void
  readonly fail: (error: unknown) => void
}

const REMEMBERED_SESSIONS = 4096
const NOTICE_MS = 5_000

/** Runs ceremonies over a network that loses, delays and doubles: each ends, in time, in one way. */
export class Runner {
  readonly #parts: RunnerParts
  readonly #running = new Map<string, Running>()
  readonly #early = new EarlyMessages()
  /** Sessions that are over: what still comes for them is no reason to keep it. */
  readonly #over = new Set<string>()
  #closed = false

  constructor(parts: RunnerParts) {
    this.#parts = parts
  }

  running(kind: CeremonyKind): number {
    return [...this.#running.values()].filter((one) => one.kind === kind).length
  }

  /** Takes what a peer sent, whose name the connection vouches for. */
  deliver(from: number, bytes: Uint8Array): void {
    const session = sessionIn(bytes)
    if (this.#over.has(session)) return
    const running = this.#running.get(session)
    if (running === undefined) this.#early.keep(session, { from, bytes })
    else running.receive({ from, to: this.#parts.self, bytes })
  }

  /** A peer runs anew: it remembers nothing of what it began. */
  forget(peer: number): void {
    this.#early.forget(peer)
  }

  close(): void {
    this.#closed = true
    const stopping = new ProtocolError('stopping', 'this node is stopping: ask another')
    for (const { fail } of this.#running.values()) fail(stopping)
  }

  /** Tells the others that a ceremony which they may have begun will not take place. */
  abandon<Result, Checkpoint>(ceremony: Ceremony<Result, Checkpoint>, reason: string): void {
    this.#tell(ceremony.cancel(reason).messages)
  }

  /** The result, or the `Abort` that ended it, or why a peer could not be reached. */
  async run<Result, Checkpoint>(
    ceremony: Ceremony<Result, Checkpoint>,
    options: RunOptions<Checkpoint>,
  ): Promise<Result> {
    if (this.#closed) throw new ProtocolError('stopping', 'this node is stopping: ask another')
    const session = toHex(ceremony.session)
    if (this.#running.has(session)) {
      throw new ProtocolError('bad-request', 'this was asked before, and is under way')
    }
    const began = performance.now()
    const parties = [ceremony.self, ...ceremony.peers].toSorted((a, b) => a - b)
    const end = (outcome: string, culprits: readonly number[] = []): void => {
      const ms = performance.now() - began
      this.#parts.onEnd({ kind: options.kind, parties, ms, outcome, culprits })
    }
    try {
      const result = await this.#drive(session, ceremony, options)
      end('done')
      return result
    } catch (error) {
      if (error instanceof Abort) end(error.code, error.culprits)
      else end(error instanceof ProtocolError ? error.code : 'internal')
      throw error
    } finally {
      this.#running.delete(session)
      this.#remember(session)
    }
  }

  async #drive<Result, Checkpoint>(
    session: string,
    ceremony: Ceremony<Result, Checkpoint>,
    options: RunOptions<Checkpoint>,
  ): Promise<Result> {
    const { turns } = this.#parts
    const urgency = urgencyOf[options.kind]
    const { firstMs, marginMs } = patienceOf[options.kind]
    return new Promise<Result>((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined
      let round = 0
      let over = false
      const patience = (): number => firstMs + marginMs * Math.max(0, ceremony.round - 1)

      const finish = (settle: () => void): void => {
        if (over) return
        over = true
        clearTimeout(timer)
        settle()
      }

      const fail = (error: unknown): void => {
        if (over) return
        this.#tell(ceremony.cancel('its node gives up').messages)
        finish(() => reject(asError(error)))
      }

      /** What a call brought about, in the order that the ceremony asks for. */
      const take = (step: Step<Result, Checkpoint>): void => {
        if (step.checkpoint !== undefined) options.checkpoint?.(step.checkpoint)
        for (; round < ceremony.round; round++) if (round > 0) options.ended?.(round)
        this.#sendAll(step.messages, patience(), fail)
        const { outcome } = step
        if (outcome === undefined) wait()
        else if (outcome.kind === 'abort') finish(() => reject(outcome.abort))
        else finish(() => resolve(outcome.result))
      }

      const call = (next: () => Step<Result, Checkpoint>): void => {
        turns.add(urgency, () => {
          if (over) return
          try {
            take(next())
          } catch (error) {
            fail(error)
          }
        })
      }

      let waitingIn = 0
      const wait = (): void => {
        if (waitingIn === ceremony.round) return
        const awaited = ceremony.round
        waitingIn = awaited
        clearTimeout(timer)
        // If it was we who stood still, what has arrived meanwhile is heard first, and if that ends
        // the round, the next one has its own time.
        const expire = (): Step<Result, Checkpoint> =>
          ceremony.round === awaited ? ceremony.expire() : { messages: [] }
        timer = setTimeout(() => setImmediate(() => call(expire)), patience())
      }

      this.#running.set(session, {
        kind: options.kind,
        receive: (message) => call(() => ceremony.receive(message)),
        fail,
      })
      call(() => {
        try {
          return ceremony.start()
        } finally {
          options.started?.()
        }
      })
      for (const { from, bytes } of this.#early.take(session)) {
        call(() => ceremony.receive({ from, to: this.#parts.self, bytes }))
      }
    })
  }

  /** That somebody was not told that it is over changes nothing. */
  #tell(notices: readonly Message[]): void {
    this.#sendAll(notices, NOTICE_MS, () => {})
  }

  #sendAll(messages: readonly Message[], withinMs: number, failed: (error: unknown) => void): void {
    const { wrapOutgoing = (message) => message, send, log } = this.#parts
    for (const message of messages.map(wrapOutgoing)) {
      send(message, withinMs).catch((error: unknown) => {
        log.debug({ peer: message.to, reason: reasonOf(error) }, 'a message did not arrive')
        if (!isNotice(message)) failed(error)
      })
    }
  }

  #remember(session: string): void {
    this.#over.add(session)
    this.#early.take(session)
    const [oldest] = this.#over
    if (this.#over.size > REMEMBERED_SESSIONS && oldest !== undefined) this.#over.delete(oldest)
  }
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error))

const isNotice = ({ bytes }: Message): boolean => {
  try {
    return envelope.decode(bytes).step === NOTICE_STEP
  } catch {
    return false
  }
}

const sessionIn = (bytes: Uint8Array): string => {
  try {
    return toHex(envelope.decode(bytes).session)
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
    throw new ProtocolError('bad-request', `no message of a ceremony: ${error.message}`)
  }
}

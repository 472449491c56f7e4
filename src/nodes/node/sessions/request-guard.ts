import type { Hex } from 'viem'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { CLOCK_TOLERANCE_MS, requestBytes, type RequestHead } from '../../../protocol/request.ts'
import type { SessionKey } from '../../../protocol/session-key.ts'
import type { SessionStore } from '../store/sessions.ts'
import { verifyBySessionKey } from './verify-by-session-key.ts'

/** What was asked, as this node received it. */
export type Asked = { readonly method: string; readonly path: string; readonly bodyHash: Hex }

/** Of one session key within twice the tolerance of clocks: 136 a second. */
const MOST_PER_KEY = 16_384
/** Of all keys together. */
const MOST = 200_000
/** What is written down at once of a clock that is ahead, so that not every request writes. */
const AHEAD_STEP_MS = 5000

/**
 * Tells whether a request was made by a session key, for this node, now and for the first time.
 *
 * The ids of requests are kept in memory for as long as their time would be taken. A restart
 * forgets them, so what is older than the start is refused: it may have been taken before. What is
 * newer than the start can have been taken before it only by a wallet whose clock was ahead of
 * ours; how far ahead is written down for each session before such a request is taken, and refused
 * after a restart. Both refusals are `clock-skew` with our time in them: a wallet that was behind
 * sets its clock by it, and asks again.
 */
export class RequestGuard {
  readonly #nodeSetName: string
  readonly #party: number
  readonly #sessions: SessionStore
  readonly #startedAt: number
  readonly #mostPerKey: number
  readonly #most: number
  /** Ids and the times until which they are kept, by session key. */
  readonly #seen = new Map<string, Map<Hex, number>>()
  /** What a session may have used of the future in an earlier run. */
  readonly #aheadBefore = new Map<Hex, number>()
  readonly #aheadNow = new Map<Hex, number>()
  #count = 0
  #sweptAt = 0

  constructor(
    parts: {
      readonly nodeSetName: string
      readonly party: number
      readonly sessions: SessionStore
      /** Unix milliseconds. */
      readonly startedAt: number
    },
    limits: { readonly perKey?: number; readonly all?: number } = {},
  ) {
    this.#nodeSetName = parts.nodeSetName
    this.#party = parts.party
    this.#sessions = parts.sessions
    this.#startedAt = parts.startedAt
    this.#mostPerKey = limits.perKey ?? MOST_PER_KEY
    this.#most = limits.all ?? MOST
  }

  /**
   * `session` is the id of the certified session; without one, as at sign-in, what is asked must be
   * of a kind that changes nothing when it comes twice. `now` is Unix time in milliseconds.
   */
  check(
    head: RequestHead,
    by: { readonly key: SessionKey; readonly session?: Hex },
    asked: Asked,
    now: number,
  ): void {
    if (head.node !== this.#party) {
      throw new ProtocolError(
        'wrong-node',
        `this is node ${this.#party}: sign for the one you ask`,
        {
          details: { party: this.#party },
        },
      )
    }
    this.#checkTime(head.time, by.session, now)
    this.#checkSignature(head, by.key, asked)
    this.#checkFirst(head, by.key, now)
    if (by.session !== undefined) this.#noteAhead(by.session, head.time, now)
  }

  /**
   * Comes before all that is judged by our clock, expiry too: if ours is the one that is off, the
   * wallet is to hear of clocks, and not that its session is over.
   */
  checkClock({ time }: Pick<RequestHead, 'time'>, now: number): void {
    if (Math.abs(time - now) > CLOCK_TOLERANCE_MS) {
      throw this.#skewed('the clocks of wallet and node differ: set yours', now)
    }
  }

  #checkTime(time: number, session: Hex | undefined, now: number): void {
    this.checkClock({ time }, now)
    if (time <= this.#startedAt) {
      throw this.#skewed('this node started after the request was made: make it anew', now)
    }
    if (session !== undefined && time <= this.#usedAhead(session, now)) {
      throw this.#skewed('this node may have taken the request before it started anew', now)
    }
  }

  #skewed(message: string, now: number): ProtocolError {
    return new ProtocolError('clock-skew', message, {
      details: { nodeTime: now, startedAt: this.#startedAt },
    })
  }

  #checkSignature(head: RequestHead, key: SessionKey, asked: Asked): void {
    const { id, node, time, signature } = head
    const message = requestBytes({ nodeSet: this.#nodeSetName, node, id, time, ...asked })
    if (signature !== undefined && verifyBySessionKey(key, message, fromHex(signature))) return
    throw new ProtocolError('bad-signature', 'the session key did not sign this request')
  }

  #checkFirst({ id, time }: RequestHead, key: SessionKey, now: number): void {
    this.#sweep(now)
    const ids = this.#seen.get(key.publicKey) ?? new Map<Hex, number>()
    if (ids.has(id)) {
      throw new ProtocolError(
        'replayed',
        'this request was taken already: give each an id of its own',
      )
    }
    if (ids.size >= this.#mostPerKey) {
      throw new ProtocolError('rate-limited', 'this session asks too often', { retryAfter: 60 })
    }
    if (this.#count >= this.#most) {
      throw new ProtocolError('busy', 'this node has too many requests to remember', {
        retryAfter: 10,
      })
    }
    ids.set(id, time + CLOCK_TOLERANCE_MS)
    this.#seen.set(key.publicKey, ids)
    this.#count += 1
  }

  /** Read once, before this run writes its own: what an earlier run may have taken, in its future. */
  #usedAhead(session: Hex, now: number): number {
    if (now > this.#startedAt + 2 * CLOCK_TOLERANCE_MS + AHEAD_STEP_MS) return 0
    const read = this.#aheadBefore.get(session) ?? this.#sessions.aheadUntil(session)
    this.#aheadBefore.set(session, read)
    return read
  }

  #noteAhead(session: Hex, time: number, now: number): void {
    if (time <= now || time <= (this.#aheadNow.get(session) ?? 0)) return
    const until = time + AHEAD_STEP_MS
    this.#sessions.setAheadUntil(session, until)
    this.#aheadNow.set(session, until)
  }

  /** Twice a minute at most: what can no longer be taken need not be remembered. */
  #sweep(now: number): void {
    if (Math.abs(now - this.#sweptAt) < CLOCK_TOLERANCE_MS / 2) return
    this.#sweptAt = now
    for (const [key, ids] of this.#seen) {
      for (const [id, until] of ids) {
        if (until >= now) continue
        ids.delete(id)
        this.#count -= 1
      }
      if (ids.size === 0) this.#seen.delete(key)
    }
    for (const [session, until] of this.#aheadNow) if (until < now) this.#aheadNow.delete(session)
    if (now > this.#startedAt + 2 * CLOCK_TOLERANCE_MS + AHEAD_STEP_MS) this.#aheadBefore.clear()
  }
}

import * as z from 'zod'
import type { DeviceSession, LoginView } from '../../messages/popup/account-view.ts'
import type { Hex } from '../../payloads/encoding/hex.ts'
import { QuorumError } from '../../quorum/errors.ts'
import { endAllSessions, endSession } from '../../quorum/sessions/end-session.ts'
import { listSessions } from '../../quorum/sessions/list-sessions.ts'
import { restoreSession, type Session, type StoredSession } from '../../quorum/sessions/session.ts'
import type { NodeSets } from '../node-set/node-sets.ts'
import type { Parts } from '../parts.ts'
import { WalletProblem } from '../problem.ts'
import type { Area } from '../state/area.ts'
import { Kept } from '../state/kept.ts'
import { deviceSession } from './device-session.ts'
import { login as loginSchema, type Login } from './login.ts'
import { readStored } from './stored-session.ts'

const SESSION = 'session'
/** With less than this left a session is renewed, in seconds. */
const RENEW_BEFORE = 3600

const logins = z.strictObject({ logins: z.record(z.string(), loginSchema) })
type Logins = z.infer<typeof logins>
/** In memory: a browser that was closed comes back locked. */
const openState = z.strictObject({ nodeSet: z.string().optional() })
type OpenState = z.infer<typeof openState>

type SessionParts = Pick<Parts, 'local' | 'session' | 'now'>
export type Renew = (login: Login) => Promise<boolean>

/** Whether the wallet is open, for whom, and the session by which it asks nodes. */
export class Sessions {
  readonly #parts: SessionParts
  readonly #nodeSets: NodeSets
  readonly #store: Area
  readonly #logins: Kept<Logins>
  readonly #open: Kept<OpenState>
  readonly #onOpen = new Set<() => void>()
  readonly #onLock = new Set<() => void>()
  #session: Session | undefined
  #renew: Renew | undefined
  #renewing: Promise<boolean> | undefined

  private constructor(
    parts: SessionParts,
    nodeSets: NodeSets,
    store: Area,
    kept: { readonly logins: Kept<Logins>; readonly open: Kept<OpenState> },
  ) {
    this.#parts = parts
    this.#nodeSets = nodeSets
    this.#store = store
    this.#logins = kept.logins
    this.#open = kept.open
    nodeSets.onLeave(async () => this.lock())
  }

  static async open(parts: SessionParts, nodeSets: NodeSets, store: Area): Promise<Sessions> {
    const kept = {
      logins: await Kept.open<Logins>(parts.local, {
        name: 'logins',
        schema: logins,
        initial: { logins: {} },
      }),
      open: await Kept.open<OpenState>(parts.session, {
        name: 'open',
        schema: openState,
        initial: {},
      }),
    }
    const sessions = new Sessions(parts, nodeSets, store, kept)
    // The browser was closed while it was open, or the worker stopped while it was being locked.
    if (sessions.state !== 'open') await store.remove(SESSION)
    return sessions
  }

  get state(): 'none' | 'locked' | 'open' {
    if (this.#login === undefined) return 'none'
    return this.#open.value.nodeSet === this.#nodeSets.id ? 'open' : 'locked'
  }

  get login(): LoginView | undefined {
    return this.#login
  }

  /** What nodes are asked by; renewed where that can be done without the person. */
  async current(): Promise<Session> {
    this.#requireOpen()
    const network = await this.#nodeSets.network()
    const known = this.#session
    const session = known?.network === network ? known : await this.#restore(network)
    if (session !== undefined && !this.#isNearlyOver(session)) return session
    const renewing = this.#renewOnce()
    if (session !== undefined && this.#left(session) > 0) return session
    if (await renewing) return this.current()
    this.#requireOpen()
    throw new WalletProblem('signed-out', 'the session is over: sign in again')
  }

  /** From a sign-in: this is the session from now on, and the wallet is open. */
  async enter(session: Session, login: Login): Promise<void> {
    const before = await readStored(this.#store, SESSION)
    const wasOpen = this.state === 'open'
    await this.#store.set(SESSION, session.stored)
    await this.#logins.change((now) => ({
      logins: { ...now.logins, [this.#nodeSets.id]: login },
    }))
    this.#session = session
    await this.#open.change(() => ({ nodeSet: this.#nodeSets.id }))
    if (wasOpen && before !== undefined && !this.#isNearlyOver(before)) this.#endAtNodes(before)
    for (const listener of this.#onOpen) listener()
  }

  async lock(): Promise<void> {
    if (this.state !== 'open') return
    const stored = this.#session?.stored ?? (await readStored(this.#store, SESSION))
    this.#session = undefined
    await this.#open.change(() => ({}))
    await this.#store.remove(SESSION)
    for (const listener of this.#onLock) listener()
    if (stored !== undefined) this.#endAtNodes(stored)
  }

  async list(): Promise<readonly DeviceSession[]> {
    return (await listSessions(await this.current())).map(deviceSession)
  }

  async end(id: string): Promise<void> {
    const session = await this.current()
    if (id === session.id) await this.lock()
    else await endSession(session, id as Hex)
  }

  /** On all devices, this one included. */
  async endAll(): Promise<void> {
    await endAllSessions(await this.current())
    await this.lock()
  }

  onOpen(listener: () => void): void {
    this.#onOpen.add(listener)
  }

  onLock(listener: () => void): void {
    this.#onLock.add(listener)
  }

  onChange(listener: () => void): void {
    this.#logins.onChange(listener)
    this.#open.onChange(listener)
  }

  /** How to renew without the person; true when it was done. */
  renewBy(renew: Renew): void {
    this.#renew = renew
  }

  get #login(): Login | undefined {
    return this.#logins.value.logins[this.#nodeSets.id]
  }

  #requireOpen(): void {
    if (this.state === 'none') throw new WalletProblem('signed-out', 'nobody has signed in yet')
    if (this.state === 'locked') {
      throw new WalletProblem('locked', 'the wallet is locked: unlock it first')
    }
  }

  /** In seconds. */
  #left({ certificate }: Pick<StoredSession, 'certificate'>): number {
    return certificate.expiresAt - this.#parts.now() / 1000
  }

  /** Such a one is renewed, and left to end by itself: something may still be signed by it. */
  #isNearlyOver(session: Pick<StoredSession, 'certificate'>): boolean {
    return this.#left(session) <= RENEW_BEFORE
  }

  /** Undefined for one that is over. */
  async #restore(network: Session['network']): Promise<Session | undefined> {
    const stored = await readStored(this.#store, SESSION)
    if (stored === undefined) {
      await this.lock()
      throw new WalletProblem('locked', 'the key of the session is gone: unlock the wallet again')
    }
    try {
      this.#session = await restoreSession(network, stored)
      return this.#session
    } catch (error) {
      if (error instanceof QuorumError && error.code === 'signed-out') return undefined
      throw error
    }
  }

  async #renewOnce(): Promise<boolean> {
    const login = this.#login
    if (login === undefined || this.#renew === undefined) return false
    this.#renewing ??= this.#renew(login)
      .catch(() => false)
      .finally(() => {
        this.#renewing = undefined
      })
    return this.#renewing
  }

  /** As far as nodes can be reached: its key is gone in any case. */
  #endAtNodes(stored: StoredSession): void {
    const end = async (): Promise<void> => {
      const session = await restoreSession(await this.#nodeSets.network(), stored)
      await endSession(session)
    }
    end().catch(() => {})
  }
}

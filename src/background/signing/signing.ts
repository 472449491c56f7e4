import type { AccountView } from '../../messages/popup/account-view.ts'
import type { Lamp } from '../../messages/popup/node-set-view.ts'
import type { Hex } from '../../payloads/encoding/hex.ts'
import type { WirePayload } from '../../payloads/payload.ts'
import type { Session } from '../../quorum/sessions/session.ts'
import { openPresignature } from '../../quorum/signing/open-presignature.ts'
import type { OpenPresignature } from '../../quorum/signing/presignature.ts'
import { sign, type Signature } from '../../quorum/signing/sign.ts'
import { WalletProblem } from '../problem.ts'
import { LampBoard } from './lamp-board.ts'

/** What one approval lends for its signature. */
export type SigningFor = {
  readonly id: string
  readonly signal: AbortSignal
  light(lamps: readonly Lamp[], signedInMs?: number): void
}

type SigningParts = {
  readonly sessions: { current(): Promise<Session> }
  readonly accounts: { find(address: string): AccountView | undefined }
  /** What went wrong is told on, so that the nodes' state is known everywhere; says why it did. */
  readonly report: (error: unknown) => Promise<unknown>
}

/** Has the nodes sign for approvals, and says what each of them is doing meanwhile. */
export class Signing {
  readonly #parts: SigningParts
  readonly #prepared = new Map<string, Promise<OpenPresignature>>()

  constructor(parts: SigningParts) {
    this.#parts = parts
  }

  /** While the person reads, two rounds between nodes take place, so that Confirm costs one. */
  async prepare(work: SigningFor, address: string): Promise<void> {
    const session = await this.#parts.sessions.current()
    const board = await boardOf(session, work)
    const preparing = openPresignature(session, this.#keyOf(address), {
      signal: work.signal,
      onProgress: (progress) => board.take(progress),
    })
    this.#prepared.set(work.id, preparing)
    work.signal.addEventListener('abort', () => this.#prepared.delete(work.id))
    // That it failed shows when it is needed: then another is made, or the reason is told.
    await preparing.catch(() => {})
  }

  async sign(
    work: SigningFor,
    address: string,
    payload: WirePayload,
    origin: string,
  ): Promise<Signature> {
    const key = this.#keyOf(address)
    const session = await this.#parts.sessions.current()
    const board = await boardOf(session, work)
    const presignature = await this.#prepared.get(work.id)?.catch(() => undefined)
    this.#prepared.delete(work.id)
    try {
      const signature = await sign(session, key, payload, {
        origin,
        signal: work.signal,
        onProgress: (progress) => board.take(progress),
        ...(presignature !== undefined && { presignature }),
      })
      work.light(board.lamps, signature.ms)
      return signature
    } catch (error) {
      throw await this.#parts.report(error)
    }
  }

  #keyOf(address: string): { readonly publicKey: Hex } {
    const account = this.#parts.accounts.find(address)
    if (account === undefined) {
      throw new WalletProblem('bad-input', `${address} is no account of this wallet`)
    }
    return { publicKey: account.publicKey as Hex }
  }
}

const boardOf = async (session: Session, work: SigningFor): Promise<LampBoard> => {
  const { nodes } = await session.network.nodeSet()
  return new LampBoard(
    nodes.map(({ party }) => party),
    (lamps) => work.light(lamps),
  )
}

import * as z from 'zod'
import type { Parts } from '../parts.ts'
import { Kept } from '../state/kept.ts'

const state = z.strictObject({ window: z.int().optional() })

const LINGER_MS = 900
/** A browser that is about something else may refuse a window, and would not be asked again. */
const TRIES = 3
const BETWEEN_TRIES_MS = 500

const path = 'src/popup/index.html?surface=approval#/approval'

type WindowParts = Pick<Parts, 'windows'> & { readonly sleep: (ms: number) => Promise<void> }

/** The one window that asks; none while a side panel shows the same. */
export class ApprovalWindow {
  readonly #parts: WindowParts
  readonly #kept: Kept<z.infer<typeof state>>
  readonly #onClosed: () => Promise<void>
  #working: Promise<void> = Promise.resolve()
  /** It is there for sure: opened by this worker, or looked for; who closes it is heard of. */
  #isSeen = false

  private constructor(
    parts: WindowParts,
    kept: Kept<z.infer<typeof state>>,
    onClosed: () => Promise<void>,
  ) {
    this.#parts = parts
    this.#kept = kept
    this.#onClosed = onClosed
  }

  static async open(
    parts: WindowParts & Pick<Parts, 'session'>,
    /** The person closed it: whatever it showed is not agreed to. */
    onClosed: () => Promise<void>,
  ): Promise<ApprovalWindow> {
    const kept = await Kept.open(parts.session, {
      name: 'approval-window',
      schema: state,
      initial: {},
    })
    return new ApprovalWindow(parts, kept, onClosed)
  }

  /** What it showed is answered before anything opens a window again. */
  async closed(window: number): Promise<void> {
    if (window !== this.#kept.value.window) return
    const forgotten = this.#kept.change(() => ({}))
    await this.#next(async () => {
      await forgotten
      await this.#onClosed()
    })
  }

  /** One step after the other, so that two quick asks never open two windows. */
  async show(isWanted: () => boolean, inFront: boolean): Promise<void> {
    return this.#next(async () => this.#show(isWanted, inFront))
  }

  async #next(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working.catch(() => {}).then(work)
    return this.#working
  }

  async #show(isWanted: () => boolean, inFront: boolean): Promise<void> {
    const { window } = this.#kept.value
    // Long enough to see who signed, and for the next ask of the same page to find it open.
    if (!isWanted() && window !== undefined) await this.#parts.sleep(LINGER_MS)
    if (isWanted()) {
      if (window !== undefined && (await this.#isThere(window, inFront))) return
      const opened = await this.#open(isWanted)
      this.#isSeen = true
      await this.#kept.change(() => ({ window: opened }))
    } else if (window !== undefined) {
      await this.#kept.change(() => ({}))
      await this.#parts.windows.close(window)
    }
  }

  async #isThere(window: number, inFront: boolean): Promise<boolean> {
    const { windows } = this.#parts
    if (inFront) return windows.focus(window)
    this.#isSeen ||= await windows.isThere(window)
    return this.#isSeen
  }

  async #open(isWanted: () => boolean): Promise<number> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.#parts.windows.open(path)
      } catch (error) {
        if (tried === TRIES || !isWanted()) throw error
        await this.#parts.sleep(BETWEEN_TRIES_MS)
      }
    }
  }
}

import * as z from 'zod'
import type { Parts } from '../parts.ts'
import { Kept } from '../state/kept.ts'

const state = z.strictObject({ window: z.int().optional() })

const path = 'src/popup/index.html?surface=approval#/approval'

/** The one window that asks; none while a side panel shows the same. */
export class ApprovalWindow {
  readonly #parts: Pick<Parts, 'windows'>
  readonly #kept: Kept<z.infer<typeof state>>
  readonly #onClosed: () => void
  #working: Promise<void> = Promise.resolve()

  private constructor(
    parts: Pick<Parts, 'windows'>,
    kept: Kept<z.infer<typeof state>>,
    onClosed: () => void,
  ) {
    this.#parts = parts
    this.#kept = kept
    this.#onClosed = onClosed
  }

  static async open(
    parts: Pick<Parts, 'windows' | 'session'>,
    /** The person closed it: whatever it showed is not agreed to. */
    onClosed: () => void,
  ): Promise<ApprovalWindow> {
    const kept = await Kept.open(parts.session, {
      name: 'approval-window',
      schema: state,
      initial: {},
    })
    return new ApprovalWindow(parts, kept, onClosed)
  }

  closed(window: number): void {
    if (window !== this.#kept.value.window) return
    void this.#kept.change(() => ({}))
    this.#onClosed()
  }

  /** One step after the other, so that two quick asks never open two windows. */
  async show(wanted: boolean): Promise<void> {
    this.#working = this.#working.catch(() => {}).then(async () => this.#show(wanted))
    return this.#working
  }

  /** In front again, as when somebody asks for it while it is hidden. */
  async focus(): Promise<void> {
    const { window } = this.#kept.value
    if (window !== undefined) await this.#parts.windows.focus(window)
  }

  async #show(wanted: boolean): Promise<void> {
    const { window } = this.#kept.value
    if (wanted) {
      if (window !== undefined && (await this.#parts.windows.focus(window))) return
      const opened = await this.#parts.windows.open(path)
      await this.#kept.change(() => ({ window: opened }))
    } else if (window !== undefined) {
      await this.#kept.change(() => ({}))
      await this.#parts.windows.close(window)
    }
  }
}

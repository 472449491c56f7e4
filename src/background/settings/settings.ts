import * as z from 'zod'
import type { SettingsView } from '../../messages/popup/view.ts'
import type { Parts } from '../parts.ts'
import { Kept } from '../state/kept.ts'

const schema = z.strictObject({
  autoLockMinutes: z.int().min(1).max(1440),
  theme: z.enum(['system', 'light', 'dark']),
  surface: z.enum(['popup', 'side-panel']),
  /** Whether a second way to sign in was added, or put off. */
  backup: z.enum(['missing', 'later', 'there']),
})
type Stored = z.infer<typeof schema>

type Patch = { readonly [Name in keyof SettingsView]?: SettingsView[Name] | undefined }

/** What the person has chosen for this device. */
export class Settings {
  readonly #kept: Kept<Stored>

  private constructor(kept: Kept<Stored>) {
    this.#kept = kept
  }

  static async open({ local }: Pick<Parts, 'local'>): Promise<Settings> {
    const kept = await Kept.open<Stored>(local, {
      name: 'settings',
      schema,
      initial: { autoLockMinutes: 15, theme: 'system', surface: 'popup', backup: 'missing' },
    })
    return new Settings(kept)
  }

  get value(): SettingsView {
    const { autoLockMinutes, theme, surface } = this.#kept.value
    return { autoLockMinutes, theme, surface }
  }

  /** Nobody has to be reminded of a second way to sign in. */
  get backupDone(): boolean {
    return this.#kept.value.backup !== 'missing'
  }

  async set(patch: Patch): Promise<void> {
    const given = Object.entries(patch).filter(([, value]) => value !== undefined)
    await this.#kept.change((now) => schema.parse({ ...now, ...Object.fromEntries(given) }))
  }

  async putBackupOff(): Promise<void> {
    await this.#backup('later')
  }

  async backupIsThere(): Promise<void> {
    await this.#backup('there')
  }

  onChange(listener: () => void): () => void {
    return this.#kept.onChange(listener)
  }

  async #backup(backup: 'later' | 'there'): Promise<void> {
    await this.#kept.change((now) =>
      now.backup === backup || now.backup === 'there' ? now : { ...now, backup },
    )
  }
}

import type { Settings } from '../settings/settings.ts'
import type { Sessions } from './sessions.ts'

/** What the browser says of whether somebody is there: `idle` of either browser. */
export type Idle = {
  /** After how many seconds without a hand on the machine it counts as idle. */
  setAfter(seconds: number): void
  onState(listener: (state: 'active' | 'idle' | 'locked') => void): void
}

/** Locks the wallet when nobody has touched the machine for a while, and when it is locked. */
export const autoLock = (
  sessions: Pick<Sessions, 'lock'>,
  settings: Pick<Settings, 'value' | 'onChange'>,
  idle: Idle,
): void => {
  const setAfter = (): void => idle.setAfter(settings.value.autoLockMinutes * 60)
  setAfter()
  settings.onChange(setAfter)
  idle.onState((state) => {
    if (state !== 'active') sessions.lock().catch(() => {})
  })
}

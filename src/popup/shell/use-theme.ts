import { useLayoutEffect } from 'react'
import type { SettingsView } from '../../messages/popup/view.ts'

const key = 'theme'

const show = (theme: string | null | undefined): void => {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
  else delete document.documentElement.dataset['theme']
}

/** As it was the last time, so that a page does not flash before the worker has spoken. */
export const recallTheme = (): void => show(localStorage.getItem(key))

/** The system's, unless the person chose. */
export const useTheme = (theme: SettingsView['theme'] | undefined): void => {
  useLayoutEffect(() => {
    if (theme === undefined) return
    show(theme)
    localStorage.setItem(key, theme)
  }, [theme])
}

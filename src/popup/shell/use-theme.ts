import { useLayoutEffect } from 'react'
import type { SettingsView } from '../../messages/popup/view.ts'

/** The system's, unless the person chose. */
export const useTheme = (theme: SettingsView['theme'] | undefined): void => {
  useLayoutEffect(() => {
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme
    else delete document.documentElement.dataset['theme']
  }, [theme])
}

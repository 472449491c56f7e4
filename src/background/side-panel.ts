import type { Browser } from 'webextension-polyfill'
import type { Settings } from './settings/settings.ts'

/** Chromium's own; the polyfill knows nothing of it, and Firefox has a sidebar of another kind. */
type WithSidePanel = {
  readonly sidePanel?: {
    setPanelBehavior(behavior: { readonly openPanelOnActionClick: boolean }): Promise<void>
  }
}

const POPUP = 'src/popup/index.html'

/** The button in the toolbar opens what the person has chosen: a popup, or the side panel. */
export const followSurface = (
  browser: Browser & WithSidePanel,
  settings: Pick<Settings, 'value' | 'onChange'>,
): void => {
  const { sidePanel } = browser
  if (sidePanel === undefined) return
  const follow = (): void => {
    const isPanel = settings.value.surface === 'side-panel'
    sidePanel.setPanelBehavior({ openPanelOnActionClick: isPanel }).catch(() => {})
    browser.action.setPopup({ popup: isPanel ? '' : POPUP }).catch(() => {})
  }
  follow()
  settings.onChange(follow)
}

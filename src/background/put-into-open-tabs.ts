import type { Browser } from 'webextension-polyfill'

/**
 * Pages that were open before the wallet came, or came anew, get its scripts now. Where a browser
 * allows none, as on its own pages, there is nothing to do.
 */
export const putIntoOpenTabs = async (browser: Browser): Promise<void> => {
  const { content_scripts: scripts = [] } = browser.runtime.getManifest()
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*'] })
  for (const { id, discarded } of tabs) {
    // One that sleeps is loaded anew, scripts and all, when somebody looks at it.
    if (id === undefined || discarded === true) continue
    for (const { js = [], ...script } of scripts) {
      const world = 'world' in script && script.world === 'MAIN' ? 'MAIN' : 'ISOLATED'
      await browser.scripting
        .executeScript({ target: { tabId: id, allFrames: true }, files: js, world } as never)
        .catch(() => {})
    }
  }
}

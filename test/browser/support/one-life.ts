import { afterEach, beforeEach } from 'vitest'
import { keepPictures } from './keep-pictures.ts'
import type { WalletBrowser } from './tab.ts'

/**
 * For tests that take the wallet as the one before left it: what follows a failure would say nothing,
 * and is left out.
 */
export const liveOneLife = (browserNow: () => WalletBrowser | undefined): void => {
  let failed = false
  beforeEach(({ skip }) => {
    skip(failed, 'a test before it failed')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    failed = true
    const browser = browserNow()
    if (browser !== undefined) await keepPictures(task.name, browser)
  })
}

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { WalletBrowser } from './tab.ts'

const pictures = join(import.meta.dirname, '../../../dist/browser-failures')

/**
 * For tests that take the wallet as the one before left it: what follows a failure would say nothing,
 * and is left out. What was on screen then is kept under dist.
 */
export const liveOneLife = (browser: () => WalletBrowser | undefined): void => {
  let failed = false
  beforeEach(({ skip }) => {
    skip(failed, 'a test before it failed')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    failed = true
    mkdirSync(pictures, { recursive: true })
    const name = task.name.replaceAll(/[^a-z]+/gi, '-').slice(0, 50)
    const tabs = (await browser()?.tabs()) ?? []
    for (const [place, tab] of tabs.entries()) {
      await tab.picture(join(pictures, `${name}-${place}.png`)).catch(() => {})
    }
  })
}

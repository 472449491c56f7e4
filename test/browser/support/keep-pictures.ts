import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { WalletBrowser } from './tab.ts'

const folder = join(import.meta.dirname, '../../../dist/browser-failures')

/** What was on screen when a test failed, kept under dist. */
export async function keepPictures(test: string, browser: WalletBrowser): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const name = test.replaceAll(/[^a-z]+/gi, '-').slice(0, 50)
  for (const [place, tab] of (await browser.tabs()).entries()) {
    await tab.picture(join(folder, `${name}-${place}.png`)).catch(() => {})
  }
}

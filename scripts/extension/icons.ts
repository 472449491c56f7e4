// Draws assets/icons from assets/icon.svg, in a browser; what it draws is committed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const sizes = [16, 32, 48, 128]
const root = join(import.meta.dirname, '../..')
const svg = readFileSync(join(root, 'assets/icon.svg'), 'utf8')

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
for (const size of sizes) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`)
  const path = join(root, `assets/icons/${size}.png`)
  await page.screenshot({ path, omitBackground: true })
  await page.close()
}
await browser.close()

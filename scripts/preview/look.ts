import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { scenes } from '../../src/popup/preview/scenes.ts'
import { axeProblems } from './axe-problems.ts'
import { servePreview } from './serve.ts'

// Pictures of every screen, and what axe has to say about each:
//   npx tsx scripts/preview/look.ts --to <directory> [--only <pattern>] [--size popup|tab]

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: '/tmp/shots' },
    only: { type: 'string', default: '' },
    size: { type: 'string' },
    theme: { type: 'string' },
    port: { type: 'string', default: '8750' },
    serve: { type: 'boolean', default: false },
  },
})

const only = new RegExp(values.only)

const sizes = {
  popup: { width: 360, height: 600 },
  tab: { width: 1280, height: 800 },
} as const

const server = await servePreview(Number(values.port))
const say = (text: string): void => void process.stdout.write(`${text}\n`)

if (values.serve) {
  say(`http://127.0.0.1:${values.port}/preview/index.html?scene=home&surface=popup`)
} else {
  await mkdir(values.to, { recursive: true })
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  let found = 0
  for (const [surface, viewport] of Object.entries(sizes)) {
    if (values.size !== undefined && values.size !== surface) continue
    for (const theme of ['light', 'dark'] as const) {
      if (values.theme !== undefined && values.theme !== theme) continue
      const context = await browser.newContext({
        viewport,
        colorScheme: theme,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      page.on('pageerror', (error) => say(`! ${error.message}`))
      page.on('console', (message) => message.type() === 'error' && say(`! ${message.text()}`))
      for (const [name, { press = [] }] of Object.entries(scenes)) {
        if (!only.test(name)) continue
        await page.goto(
          `http://127.0.0.1:${values.port}/preview/index.html?scene=${name}&surface=${surface}&theme=${theme}`,
        )
        await page.locator('h1').first().waitFor()
        for (const id of press) await page.getByTestId(id).click()
        await page.waitForTimeout(250)
        await page.screenshot({ path: join(values.to, `${name}.${surface}.${theme}.png`) })
        const problems = await axeProblems(page)
        found += problems.length
        for (const problem of problems) say(`${name} ${surface} ${theme}: ${problem}`)
        const wide = await page.evaluate(
          `Math.max(...[document.documentElement, ...document.querySelectorAll('*')].filter((box) => box === document.documentElement || getComputedStyle(box).overflowY === 'auto').map((box) => box.scrollWidth - box.clientWidth))`,
        )
        if (wide !== 0) say(`${name} ${surface} ${theme}: wider than the window by ${String(wide)}`)
      }
      await context.close()
    }
  }
  await browser.close()
  await server.close()
  say(found === 0 ? 'axe finds nothing' : `axe finds ${found}`)
}

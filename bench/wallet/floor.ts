import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openChromium } from '../../test/browser/support/chromium.ts'

const files = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Nothing',
    version: '1',
    background: { service_worker: 'worker.js' },
    content_scripts: [{ js: ['beside.js'], matches: ['http://*/*'], run_at: 'document_start' }],
  }),
  'worker.js': 'chrome.runtime.onMessage.addListener((_, __, answer) => answer(1))',
  'beside.js': `addEventListener('message', async ({ data }) => {
    if (data === 'ask') postMessage(await chrome.runtime.sendMessage(1))
  })`,
}

/** What the browser itself takes to wake a worker that does nothing, and to bring its answer. */
export const wakeNothing = async (page: string, rounds: number): Promise<readonly number[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-nothing-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const browser = await openChromium(folder)
  const times: number[] = []
  try {
    const tab = await browser.open(page)
    for (let round = 0; round < rounds; round += 1) {
      await browser.killWorker()
      const time = await tab.evaluate<number>(`new Promise((resolve) => {
        const from = performance.now()
        addEventListener('message', ({ data }) => data === 1 && resolve(performance.now() - from))
        postMessage('ask')
      })`)
      times.push(time)
    }
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return times
}

import { rmSync } from 'node:fs'
import type { Network } from '../network.ts'
import { startPart } from '../parts/part.ts'
import type { BuiltExtension } from './built-extension.ts'
import { findChromium } from './find-chromium.ts'

/** Starts Chromium with nothing in it but the extension, which shows onboarding by itself. */
export async function openBrowser(network: Network, extension: BuiltExtension): Promise<void> {
  const { places, progress, closers } = network
  const program = findChromium(process.env)
  if (program === undefined) {
    progress.say(
      'There is no Chromium here to open. Install it (Chrome takes no extensions from the command ' +
        'line), name it in CHROMIUM, or load the extension by hand as README says.',
    )
    return
  }
  rmSync(places.browser, { recursive: true, force: true })
  const part = await startPart({
    name: 'browser',
    command: program,
    parameters: [
      `--user-data-dir=${places.browser}`,
      `--disable-extensions-except=${extension.chromium}`,
      `--load-extension=${extension.chromium}`,
      '--no-first-run',
      '--no-default-browser-check',
      // Chromium refuses to run as root with its sandbox; who works as root works in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    log: places.log('browser'),
  })
  closers.push(part.stop)
  progress.step('browser', `${program}, with a fresh profile; log ${places.log('browser')}`)
  void part.ended.then(({ code }) => {
    if (code !== null && code !== 0) {
      progress.say(`The browser ended with code ${code}. Its log is ${places.log('browser')}`)
    }
  })
}

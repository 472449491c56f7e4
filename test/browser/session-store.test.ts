import { existsSync, readFileSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'
import { transformWithOxc } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Area } from '../../src/background/state/area.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const missing = !existsSync(executablePath)
const reason = missing ? ` (there is no Chromium at ${executablePath})` : ''
const file = 'src/background/sessions/indexed-db-store.ts'
const site = 'http://localhost/'

type InPage = { readonly openStore: (name: string) => Area }

let browser: Browser
let page: Page

describe.skipIf(missing)(`what keeps the keys of sessions${reason}`, () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    page = await browser.newPage()
    const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file)
    const begin = `import { indexedDbStore } from '/store.js'
      window.openStore = (name) => indexedDbStore(indexedDB, name)`
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/store.js') {
        await route.fulfill({ contentType: 'text/javascript', body: code })
      } else {
        const body = `<script type="module">${begin}</script>`
        await route.fulfill({ contentType: 'text/html', body })
      }
    })
    await page.goto(site)
  })
  afterAll(async () => browser.close())

  test('keeps them as they are, by name, and over a restart, until they are removed', async () => {
    await page.evaluate(async () => {
      const store = (window as unknown as InPage).openStore('kept')
      const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
      await store.set('one', pair)
      await store.set('two', { pair, text: 'more' })
    })
    await page.reload()
    const found = await page.evaluate(async () => {
      const store = (window as unknown as InPage).openStore('kept')
      const one = (await store.get('one')) as CryptoKeyPair
      const message = new Uint8Array(1)
      const signature = await crypto.subtle.sign('Ed25519', one.privateKey, message)
      const isRight = await crypto.subtle.verify('Ed25519', one.publicKey, signature, message)
      await store.remove('one')
      const { extractable } = one.privateKey
      return { isRight, extractable, gone: await store.get('one'), names: await store.names() }
    })
    expect(found).toEqual({ isRight: true, extractable: false, gone: undefined, names: ['two'] })
  })
})

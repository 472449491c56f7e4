import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDashboard } from '../../src/nodes/devnet/dashboard/app.ts'
import { startFeed, type RunningFeed } from '../../src/nodes/devnet/dashboard/feed.ts'
import type { Snapshot } from '../../src/nodes/devnet/dashboard/snapshot.ts'
import {
  startIdentityProvider,
  type IdentityProvider,
} from '../../src/nodes/devnet/identity-provider/start-identity-provider.ts'
import { freePort } from '../cluster/support/free-ports.ts'
import { signature } from '../support/activities.ts'
import { node, snapshot } from '../support/snapshots.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const missing = !existsSync(executablePath)
const reason = missing ? ` (there is no Chromium at ${executablePath})` : ''

const address = `0x${'5e'.repeat(20)}`

/** As full as it gets: long lists, long words, nodes in every state. */
const full: Snapshot = snapshot({
  threshold: 14,
  nodes: Array.from({ length: 20 }, (_, place) =>
    node(
      place + 1,
      place === 3 ? 'down' : place === 4 ? 'frozen' : place === 5 ? 'starting' : 'ready',
    ),
  ),
  services: [
    { name: 'relay', url: 'http://127.0.0.1:8603', running: false, log: '/logs/relay.log' },
  ],
  chain: {
    chainId: 1,
    url: 'http://127.0.0.1:8601',
    head: 1_234_567,
    final: 1_234_565,
    registry: address,
  },
  pkps: Array.from({ length: 4 }, (_, place) => ({
    tokenId: String(place),
    publicKey: signature('aa').publicKey,
    address,
    picture: undefined,
    owner: { kind: 'address', address },
    permitted: [
      { method: 'Devnet login', id: `0x${'ab'.repeat(32)}`, scopes: ['sign messages', 'scope 7'] },
    ],
  })),
  signatures: [
    {
      ...signature('aa', { at: Date.now() }),
      signers: Array.from({ length: 14 }, (_, place) => ({ party: place + 1, told: place !== 3 })),
    },
  ],
  ceremonies: [
    {
      at: 0,
      kind: 'key',
      parties: [1, 2],
      ms: 1,
      outcome: 'bad-proof',
      culprits: [2],
      tellers: [1],
    },
  ],
})

describe.skipIf(missing)(`pages of the devnet, in a browser${reason}`, () => {
  let browser: Browser
  let dir: string
  let feed: RunningFeed
  let server: Server
  let provider: IdentityProvider
  let dashboardUrl: string
  let loginUrl: string
  let shown = full

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    feed = startFeed(async () => Promise.resolve(shown))
    server = createAdaptorServer({ fetch: createDashboard(feed).fetch }) as Server
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    dashboardUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    dir = mkdtempSync(join(tmpdir(), 'assent-pages-'))
    const port = await freePort()
    const issuer = `http://127.0.0.1:${port}`
    const keysFile = join(dir, 'keys.json')
    provider = await startIdentityProvider({ issuer, port, clientId: 'wallet', keysFile })
    loginUrl = `${issuer}/auth?${new URLSearchParams({
      client_id: 'wallet',
      response_type: 'id_token',
      redirect_uri: `${dashboardUrl.replace(/\/$/, '')}/callback`,
      scope: 'openid',
      nonce: 'n',
      state: 's',
    }).toString()}`
  })
  afterAll(async () => {
    await browser.close()
    await provider.stop()
    await feed.stop()
    server.close()
    server.closeAllConnections()
    rmSync(dir, { recursive: true })
  })

  describe.each([
    ['dashboard', () => dashboardUrl],
    ['login', () => loginUrl],
  ] as const)('%s', (_, url) => {
    test.each([
      [360, 'light'],
      [360, 'dark'],
      [768, 'light'],
      [1280, 'dark'],
      [1920, 'light'],
    ] as const)(
      'fits %i pixels, and runs nothing that its policy refuses (%s)',
      async (width, colorScheme) => {
        const page = await open({ width, colorScheme })
        const complaints: string[] = []
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text())
        })
        page.on('pageerror', (error) => complaints.push(error.message))
        await page.goto(url(), { waitUntil: 'load' })
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
        expect(wide).toBeLessThanOrEqual(width)
        expect(complaints).toEqual([])
        await page.close()
      },
    )

    test.each(['light', 'dark'] as const)(
      'is readable: text has contrast (%s)',
      async (colorScheme) => {
        const page = await open({ width: 1280, colorScheme })
        await page.goto(url(), { waitUntil: 'load' })
        expect(await page.evaluate<string[]>(faintTexts)).toEqual([])
        await page.close()
      },
    )
  })

  test('shows what changes without a reload, and says that it has ended', async () => {
    const page = await open({ width: 1280, colorScheme: 'light' })
    await page.goto(dashboardUrl)
    await page.getByText('Signing works, with nodes missing.').waitFor()
    shown = { ...full, nodes: full.nodes.map(({ party }) => node(party, 'down')) }
    await page.getByText('Nobody can sign.').waitFor()
    expect(await page.locator('#verdict').getAttribute('aria-live')).toBe('polite')
    expect(await page.getByRole('alert').isVisible()).toBe(false)
    await page.route('**/events', async (route) => route.abort())
    server.closeAllConnections()
    await page.getByRole('alert').waitFor({ state: 'visible' })
    await page.close()
    shown = full
  })

  test('signs somebody in by the keyboard alone', async () => {
    const page = await open({ width: 500, colorScheme: 'light' })
    await page.goto(loginUrl)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate<string>('document.activeElement.dataset.testid')).toBe('person-bob')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/callback#.*id_token=/)
    await page.close()
  })

  async function open(options: {
    readonly width: number
    readonly colorScheme: 'light' | 'dark'
  }): Promise<Page> {
    const { width, colorScheme } = options
    // A context of its own: nobody is signed in.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    return context.newPage()
  }
})

/** Run in the page: texts whose contrast with what is behind them is below 4.5, as WCAG AA asks. */
const faintTexts = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const light = ([r, g, b]) =>
    [r, g, b]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, place) => sum + value * [0.2126, 0.7152, 0.0722][place], 0)
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor)
      if (color[3] === 255) return color
    }
    return rgba('white')
  }
  const texts = [...document.querySelectorAll('body *')].filter((element) =>
    !element.closest('svg, script, style') && element.checkVisibility() &&
    [...element.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== ''))
  return texts.flatMap((element) => {
    const [one, two] = [rgba(getComputedStyle(element).color), behind(element)].map(light).sort((a, b) => b - a)
    const contrast = (one + 0.05) / (two + 0.05)
    return contrast < 4.5 ? [element.textContent.trim().slice(0, 40) + ' ' + contrast.toFixed(2)] : []
  })
})()`

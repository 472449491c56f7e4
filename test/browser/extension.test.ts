import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildExtension } from '../../scripts/extension/build-extension.ts'
import { developmentKey } from '../../scripts/extension/development-key.ts'
import { isTooLarge, measure } from '../../scripts/extension/measure.ts'
import { KnownHosts, knownHostsFile } from '../../src/background/review/hosts/known-hosts.ts'
import { extensionId } from '../../src/nodes/devnet/extension/extension-id.ts'
import { filesOf } from '../support/files-of.ts'
import { sampleDeployment } from '../support/sample-deployment.ts'
import { noChromium, openChromium, type ChromiumWallet } from './support/chromium.ts'
import { Dapp, serveDapp, type DappServer } from './support/dapp.ts'

/** Of who waits for a build. */
const patience = 200_000

let folder: string
let deployment: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assent-extension-'))
  deployment = join(folder, 'deployment.json')
  writeFileSync(deployment, JSON.stringify(sampleDeployment))
  await buildExtension({ deployment, development: true, outDir: join(folder, 'one') })
}, patience)
afterAll(() => rmSync(folder, { recursive: true }))

describe.each(['chromium', 'firefox'] as const)('built for %s', (browser) => {
  const built = () => join(folder, 'one', browser)
  const manifest = () =>
    JSON.parse(readFileSync(join(built(), 'manifest.json'), 'utf8')) as Record<string, unknown>

  test('loads little', () => {
    expect(measure(built()).filter(isTooLarge)).toEqual([])
  })

  test('shows no page of its own to others, and runs no script but its own', () => {
    expect(manifest()).not.toHaveProperty('web_accessible_resources')
    const policy = (manifest()['content_security_policy'] as { extension_pages: string })
      .extension_pages
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
  })

  test('brings the hosts that are known to rob people, as they are searched', async () => {
    const known = new KnownHosts(async () =>
      Promise.resolve(JSON.parse(readFileSync(join(built(), knownHostsFile), 'utf8'))),
    )
    for (const host of [
      'phishing.assent.test',
      'nfts-mints.com',
      'a.azukishop.live',
      'other.usermd.net',
    ]) {
      expect(await known.has(host)).toBe(true)
    }
    for (const host of ['assent.test', 'app.uniswap.org', 'imagine.usermd.net']) {
      expect(await known.has(host)).toBe(false)
    }
  })

  test('begins a page with scripts that load nothing after them', () => {
    const scripts = (manifest()['content_scripts'] as { js: string[]; run_at: string }[]).flatMap(
      ({ js }) => js,
    )
    expect(scripts).toHaveLength(2)
    for (const script of scripts) {
      expect(readFileSync(join(built(), script), 'utf8')).not.toMatch(/^import\b|\bimport\(/m)
    }
  })
})

test('has a development id that never changes', () => {
  expect(extensionId(developmentKey)).toBe('pdnkknbclhlnhgoaiamhmdkkkfoeaedf')
})

test('is built once from the same', async () => {
  const options = { deployment, development: true, outDir: join(folder, 'one') }
  expect(await buildExtension(options)).toBe(false)
})

test(
  'is the same to the byte when it is built again',
  async () => {
    const outDir = join(folder, 'two')
    await buildExtension({ deployment, development: true, outDir, browsers: ['chromium'] })
    expect(filesOf(join(outDir, 'chromium'))).toEqual(filesOf(join(folder, 'one', 'chromium')))
  },
  patience,
)

test('is not built for nobody’s nodes, nor for nodes that nothing can be checked of', async () => {
  const outDir = join(folder, 'three')
  const of = async (file: string) =>
    buildExtension({ deployment: file, development: false, outDir, browsers: ['chromium'] })
  await expect(of(join(folder, 'none.json'))).rejects.toThrow('ASSENT_DEPLOYMENT')
  const early = join(folder, 'early.json')
  const { networkKey: _, ...rest } = sampleDeployment
  writeFileSync(early, JSON.stringify(rest))
  await expect(of(early)).rejects.toThrow('no network key yet')
})

describe.skipIf(noChromium !== '')(`in Chromium${noChromium}`, () => {
  let browser: ChromiumWallet
  let dapp: DappServer
  beforeAll(async () => {
    dapp = await serveDapp()
    browser = await openChromium(join(folder, 'one', 'chromium'))
  })
  afterAll(async () => {
    await browser.close()
    dapp.close()
  })

  test('has its id, and opens onboarding in a tab', async () => {
    expect(browser.origin).toBe(`chrome-extension://${extensionId(developmentKey)}`)
    await expect
      .poll(async () => Promise.all((await browser.tabs()).map(async (tab) => tab.url())), {
        timeout: 20_000,
      })
      .toContainEqual(expect.stringMatching(/^chrome-extension:.*surface=tab/))
  })

  test('is there before the first script of a page, and says who it is', async () => {
    const page = await Dapp.open(browser, dapp.origin)
    expect(await page.tab.evaluate('early')).toBe(true)
    const announced = await page.tab.evaluate<{ name: string; rdns: string }[]>('announced')
    expect(announced).toHaveLength(1)
    expect(announced[0]?.name).toMatch(/^Assent/)
    await page.tab.close()
  })

  test('cannot be shown in a page of somebody else', async () => {
    const page = await Dapp.open(browser, dapp.origin)
    await page.tab.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.src = '${browser.origin}/src/popup/index.html'
      frame.onload = frame.onerror = resolve
      document.body.append(frame)
    })`)
    const frames = browser.context.pages().flatMap((one) => one.frames().slice(1))
    expect(frames).toHaveLength(1)
    expect(frames[0]?.url()).not.toMatch(/^chrome-extension:/)
    await page.tab.close()
  })
})

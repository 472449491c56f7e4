import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { base64urlnopad } from '@scure/base'
import { chromium, type Browser, type Page } from 'playwright-core'
import { getAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { pageMessage, type PageAnswer } from '../../src/background/sign-in/page/page-answer.ts'
import { pageRequest, type PageRequest } from '../../src/background/sign-in/page/page-request.ts'
import { passkeyCandidates } from '../../src/background/sign-in/page/passkey-candidates.ts'
import { createDashboard } from '../../src/nodes/devnet/dashboard/app.ts'
import { startFeed, type RunningFeed } from '../../src/nodes/devnet/dashboard/feed.ts'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import type { Statement } from '../../src/protocol/statement.ts'
import { freePort } from '../cluster/support/free-ports.ts'
import { sampleDeployment } from '../support/sample-deployment.ts'
import { snapshot } from '../support/snapshots.ts'
import { addAuthenticator } from './support/chromium-authenticator.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const missing = !existsSync(executablePath)
const reason = missing ? ` (there is no Chromium at ${executablePath})` : ''

let port: number
let server: Server
let feed: RunningFeed
let browser: Browser
let page: Page

const random = (length: number) => toHex(crypto.getRandomValues(new Uint8Array(length)))
const seconds = Math.floor(Date.now() / 1000)
const statement: Statement = {
  nodeSet: `eip155:31337:0x${'5e'.repeat(20)}`,
  sessionKey: { algorithm: 'ed25519', publicKey: random(32) },
  abilities: ['sign'],
  limits: {},
  issuedAt: seconds,
  expiresAt: seconds + 3600,
  random: random(32),
}

const requestFor = (way: 'passkey' | 'wallet', credentialId?: string): PageRequest => {
  const deployment = {
    ...sampleDeployment,
    passkey: { rpId: 'localhost', origins: [`http://localhost:${port}`] },
    walletPage: { domain: `localhost:${port}`, url: `http://localhost:${port}/sign-in` },
  }
  return pageRequest(way, { deployment, id: 'a1', statement, mayCreate: true, credentialId })
}

/** What the page says to the bridge, which is not there. */
const open = async (request: PageRequest): Promise<void> => {
  await page.addInitScript(() => {
    window.addEventListener('message', ({ data }: { readonly data: unknown }) => {
      Object.assign(window, { said: data })
    })
  })
  const text = base64urlnopad.encode(new TextEncoder().encode(JSON.stringify(request)))
  await page.goto(`http://localhost:${port}/sign-in#${text}`)
  expect(await page.getByTestId('page-code').textContent()).toBe(request.code)
}

const said = async (): Promise<PageAnswer> => {
  const handle = await page.waitForFunction(() => (window as { said?: unknown }).said)
  return pageMessage.parse(await handle.jsonValue()).answer
}

describe.skipIf(missing)(`the page for signing in${reason}`, () => {
  beforeAll(async () => {
    port = await freePort()
    feed = startFeed(async () => Promise.resolve(snapshot()))
    server = createAdaptorServer({ fetch: createDashboard(feed).fetch }) as Server
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
    await feed.stop()
    server.closeAllConnections()
    server.close()
  })
  afterEach(async () => page.context().close())

  test('makes a passkey and uses it, and a passkey is found again without its name', async () => {
    page = await (await browser.newContext()).newPage()
    await addAuthenticator(page, [])
    await open(requestFor('passkey'))
    await page.getByTestId('page-passkey-create').click()
    const made = await said()
    if (made.kind !== 'passkey') throw new Error('a passkey answers')
    // What the page says of the new key is what the signature says.
    expect(passkeyCandidates(made)).toContain(made.publicKey)

    await page.reload()
    await page.getByTestId('page-passkey-use').click()
    const used = await said()
    expect(used).toMatchObject({ kind: 'passkey', credentialId: made.credentialId })
    if (used.kind === 'passkey') expect(passkeyCandidates(used)).toContain(made.publicKey)
  })

  test('has another wallet sign the text that the nodes expect', async () => {
    page = await (await browser.newContext()).newPage()
    const account = privateKeyToAccount(generatePrivateKey())
    const signed: string[] = []
    await page.exposeFunction('signText', async (raw: `0x${string}`) => {
      signed.push(Buffer.from(raw.slice(2), 'hex').toString())
      return account.signMessage({ message: { raw } })
    })
    await page.addInitScript((address) => {
      const provider = {
        request: async ({ method, params }: { method: string; params: readonly string[] }) =>
          method === 'personal_sign'
            ? (window as unknown as { signText(raw?: string): unknown }).signText(params[0])
            : [address],
      }
      const info = {
        uuid: 'u',
        name: 'Other wallet',
        icon: 'data:image/svg+xml,',
        rdns: 'test.other',
      }
      const announce = () =>
        window.dispatchEvent(
          new CustomEvent('eip6963:announceProvider', { detail: { info, provider } }),
        )
      window.addEventListener('eip6963:requestProvider', announce)
    }, account.address.toLowerCase())
    const request = requestFor('wallet')
    await open(request)
    await page.getByTestId('page-wallet-test.other').click()
    expect(await said()).toMatchObject({ kind: 'wallet', address: account.address.toLowerCase() })
    if (request.kind !== 'wallet') throw new Error('another wallet is asked for')
    expect(signed).toEqual([`${request.before}${getAddress(account.address)}${request.after}`])
  })

  test('says where to begin when it was not opened by a wallet, and is not framed', async () => {
    page = await (await browser.newContext()).newPage()
    await page.goto(`http://localhost:${port}/sign-in`)
    await expect
      .poll(async () => page.getByRole('heading', { name: 'Begin in the wallet' }).isVisible())
      .toBe(true)
    await page.setContent(`<iframe src="http://localhost:${port}/sign-in"></iframe>`)
    await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/)
  })
})

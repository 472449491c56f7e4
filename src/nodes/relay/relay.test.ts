import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keccak256, parseEther, stringToHex, type Address } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { mintOf, mintPkp, pkpOf, stranger } from '../../../test/support/pkps.ts'
import { accountOf, signedBy } from '../../../test/support/registry-nodes.ts'
import { startRegistry, type TestRegistry } from '../../../test/support/registry.ts'
import { errorBody } from '../../protocol/error-body.ts'
import { mintStatement } from '../../registry/mint-statement.ts'
import type { Mint } from '../../registry/mint.ts'
import { readPkp } from '../../registry/read-pkp.ts'
import { writeDeployment } from '../deployment/deployment-file.ts'
import { loadRelayConfig } from './config.ts'
import { startRelay, type Relay } from './start-relay.ts'

const payer = accountOf('relay payer')
const key = keccak256(stringToHex('relay payer'))

let registry: TestRegistry
let dir: string
let relay: Relay
let names = 0

beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => registry.stop())

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'assent-relay-'))
  await registry.chain.setBalance({ address: payer.address, value: parseEther('10') })
  relay = await start()
})
afterEach(async () => {
  await relay.stop()
  rmSync(dir, { recursive: true })
})

test('says which account pays, on which chain', async () => {
  const { status, body } = await get('/v1/status')
  expect(status).toBe(200)
  expect(body).toEqual({
    address: payer.address.toLowerCase(),
    balance: parseEther('10').toString(),
    chainId: 31_337,
  })
})

test('carries a mint, and says in which block it is', async () => {
  const { name, body } = await signed()
  const { status, body: answer } = await post('/v1/mints', body)
  expect(status).toBe(200)
  const { transaction, block } = answer as { transaction: `0x${string}`; block: number }
  const receipt = await registry.chain.getTransactionReceipt({ hash: transaction })
  expect(Number(receipt.blockNumber)).toBe(block)
  expect(receipt.from).toBe(payer.address.toLowerCase())
  const pkp = await readPkp(
    registry.chain,
    registry.contracts.PkpPermissions,
    pkpOf(name).tokenId,
    {
      blockTag: 'latest',
    },
  )
  expect(pkp.permitted).toHaveLength(1)
})

test('answers a mint that it carried before with the same transaction', async () => {
  const { body } = await signed()
  const [first, second] = await Promise.all([post('/v1/mints', body), post('/v1/mints', body)])
  const third = await post('/v1/mints', body)
  expect(first.status).toBe(200)
  expect(second.body).toEqual(first.body)
  expect(third.body).toEqual(first.body)
})

test('carries many mints at once', async () => {
  const mints = await Promise.all(Array.from({ length: 12 }, async () => signed()))
  const answers = await Promise.all(mints.map(async ({ body }) => post('/v1/mints', body)))
  expect(answers.map(({ status }) => status)).toEqual(mints.map(() => 200))
  const transactions = answers.map(({ body }) => (body as { transaction: string }).transaction)
  expect(new Set(transactions).size).toBe(mints.length)
})

test.each<[string, (mint: Mint) => Partial<Mint>, string]>([
  ['changed after it was signed', () => ({ owner: stranger }), 'NotASigner'],
  ['of another key', () => ({ publicKey: accountOf('another').publicKey }), 'NotASigner'],
])('pays nothing for a mint that was %s', async (_, change, reason) => {
  const { mint, body } = await signed()
  const spent = await spending(async () => {
    const changed = { ...body, mint: wire({ ...mint, ...change(mint) }) }
    const { status, error } = await post('/v1/mints', changed)
    expect(status).toBe(403)
    expect(error?.code).toBe('mint-refused')
    expect(error?.details).toEqual({ reason })
  })
  expect(spent).toBe(0n)
  expect((await post('/v1/mints', body)).status).toBe(200)
})

test('pays nothing for a mint that too few nodes signed', async () => {
  const { body } = await signed()
  const spent = await spending(async () => {
    const few = { ...body, signatures: body.signatures.slice(0, 1) }
    const { error } = await post('/v1/mints', few)
    expect(error?.details).toEqual({ reason: 'TooFewSignatures' })
  })
  expect(spent).toBe(0n)
})

test('tops up a PKP that has run out of gas, and no other account', async () => {
  const { address } = await mintPkp(registry, fresh())
  const { status, body } = await post('/v1/top-ups', { address: address.toLowerCase() })
  expect(status).toBe(200)
  expect(body).toMatchObject({ value: '2000' })
  expect(await registry.chain.getBalance({ address })).toBe(2000n)
  const other = await post('/v1/top-ups', { address: stranger.toLowerCase() })
  expect(other.status).toBe(404)
  expect(other.error?.code).toBe('unknown-key')
})

test('leaves a PKP alone that has enough', async () => {
  const { address } = await mintPkp(registry, fresh())
  await registry.chain.setBalance({ address, value: 1000n })
  const { body } = await post('/v1/top-ups', { address: address.toLowerCase() })
  expect(body).toEqual({ value: '0' })
})

test('tops up a PKP once, and says when it may ask again', async () => {
  const { address } = await mintPkp(registry, fresh())
  const ask = async () => post('/v1/top-ups', { address: address.toLowerCase() })
  expect((await ask()).status).toBe(200)
  await registry.chain.setBalance({ address, value: 0n })
  const again = await ask()
  expect(again.status).toBe(429)
  expect(again.error?.code).toBe('rate-limited')
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(3000)
  const { address: other } = await mintPkp(registry, fresh())
  expect((await post('/v1/top-ups', { address: other.toLowerCase() })).status).toBe(200)
})

test('gives coins to anybody where it has a faucet, and knows none where it has not', async () => {
  const address = accountOf(fresh()).address.toLowerCase()
  expect((await post('/v1/faucet', { address })).status).toBe(404)
  await restart({ faucet: faucet('7') })
  const { status, body } = await post('/v1/faucet', { address })
  expect(status).toBe(200)
  expect(body).toMatchObject({ value: '7' })
  expect(await registry.chain.getBalance({ address: address as Address })).toBe(7n)
})

test('counts callers apart only by what a proxy says, and only if there is one', async () => {
  const one = { many: 1, seconds: 3600 }
  const perCaller = { mints: { perCaller: one } }
  const from = (address: string) => ({ 'x-forwarded-for': `203.0.113.9, ${address}` })
  await restart({ ...perCaller, behindProxy: true })
  expect((await post('/v1/mints', (await signed()).body, from('192.0.2.1'))).status).toBe(200)
  expect((await post('/v1/mints', (await signed()).body, from('192.0.2.1'))).status).toBe(429)
  expect((await post('/v1/mints', (await signed()).body, from('192.0.2.2'))).status).toBe(200)
  await restart(perCaller)
  expect((await post('/v1/mints', (await signed()).body, from('192.0.2.3'))).status).toBe(200)
  expect((await post('/v1/mints', (await signed()).body, from('192.0.2.4'))).status).toBe(429)
})

test('spends no more in a day than it may', async () => {
  await restart({ dailyBudget: '1000' })
  const { body } = await signed()
  const { status, error, headers } = await post('/v1/mints', body)
  expect(status).toBe(429)
  expect(error?.code).toBe('rate-limited')
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(80_000)
  await restart({})
  expect((await post('/v1/mints', body)).status).toBe(200)
})

test('says that it has run out of coins, and is ready again once it has some', async () => {
  expect((await get('/ready')).status).toBe(200)
  await registry.chain.setBalance({ address: payer.address, value: 1n })
  const { body } = await signed()
  const { status, error } = await post('/v1/mints', body)
  expect(status).toBe(503)
  expect(error?.code).toBe('out-of-funds')
  const ready = await get('/ready')
  expect(ready.status).toBe(503)
  expect(ready.body).toMatchObject({ ready: false, problems: [/send it coins$/] })
  await registry.chain.setBalance({ address: payer.address, value: parseEther('1') })
  expect((await post('/v1/mints', body)).status).toBe(200)
  expect((await get('/ready')).status).toBe(200)
})

test.each<[string, unknown]>([
  ['no JSON', 'mint me'],
  ['nothing', ''],
  ['an array', []],
  ['no mint', { signatures: [] }],
  ['a mint without its parts', { mint: {}, signatures: [] }],
  ['a signature that is too short', { mint: wire(mintOf('x')), signatures: ['0x11'] }],
  ['an unknown field', { mint: wire(mintOf('x')), signatures: [], gas: 1 }],
])('refuses %s as a mint, and says what is wrong', async (_, body) => {
  const { status, error } = await post('/v1/mints', body)
  expect(status).toBe(400)
  expect(error?.code).toBe('bad-request')
  expect(error?.requestId).toMatch(/^[0-9a-f-]{36}$/)
})

test('refuses more than 256 kB', async () => {
  const { status, error } = await post('/v1/mints', `"${'x'.repeat(257 * 1024)}"`)
  expect(status).toBe(413)
  expect(error?.code).toBe('too-large')
})

test('lets any page ask', async () => {
  const { headers } = await get('/v1/status', { origin: 'https://somewhere.example' })
  expect(headers.get('access-control-allow-origin')).toBe('*')
})

test('answers what it does not know with its own kind of error', async () => {
  const { status, error } = await get('/v2/status')
  expect(status).toBe(404)
  expect(error?.code).toBe('not-found')
})

test('refuses to start where the chain is not that of the deployment', async () => {
  writeFiles({}, 1)
  await expect(startRelay(loadRelayConfig(join(dir, 'relay.json')))).rejects.toThrow(
    'serves chain 31337, and the deployment is on 1',
  )
})

test('refuses a key that others may read, and takes it once they may not', async () => {
  writeFiles({})
  chmodSync(join(dir, 'payer.key'), 0o644)
  const begin = async () => startRelay(loadRelayConfig(join(dir, 'relay.json')))
  await expect(begin()).rejects.toThrow('run chmod 600')
  chmodSync(join(dir, 'payer.key'), 0o600)
  await (await begin()).stop()
})

const allowance = { many: 1, seconds: 3600 }
const faucet = (value: string) => ({
  value,
  perAccount: allowance,
  perCaller: { many: 9, seconds: 3600 },
})

function writeFiles(changes: Readonly<Record<string, unknown>>, chainId = 31_337): void {
  const { contracts, nodes } = registry
  const lower = (text: string) => text.toLowerCase() as `0x${string}`
  writeDeployment(join(dir, 'deployment.json'), {
    version: 1,
    name: 'test',
    chain: { chainId, rpcUrls: [rpcUrl()] },
    contracts: {
      NodeRegistry: lower(contracts.NodeRegistry),
      PkpNft: lower(contracts.PkpNft),
      PkpPermissions: lower(contracts.PkpPermissions),
      PkpHelper: lower(contracts.PkpHelper),
    },
    epoch: 1,
    threshold: 2,
    nodes: nodes.map(({ record }) => ({
      ...record,
      operator: lower(record.operator),
      signer: lower(record.signer),
      identityKey: record.identityKey,
      certificate: record.certificate,
    })),
    identityProviders: [],
  })
  writeFileSync(join(dir, 'payer.key'), key, { mode: 0o600 })
  const config = {
    deployment: 'deployment.json',
    keyFile: 'payer.key',
    rpcUrl: rpcUrl(),
    listen: { host: '127.0.0.1', port: 0 },
    topUps: {
      below: '1000',
      to: '2000',
      perAccount: allowance,
      perCaller: { many: 100, seconds: 3600 },
    },
    logLevel: 'silent',
    ...changes,
  }
  writeFileSync(join(dir, 'relay.json'), JSON.stringify(config))
}

const rpcUrl = (): string => registry.chain.transport.url ?? ''

async function start(changes: Readonly<Record<string, unknown>> = {}): Promise<Relay> {
  writeFiles(changes)
  return startRelay(loadRelayConfig(join(dir, 'relay.json')))
}

async function restart(changes: Readonly<Record<string, unknown>>): Promise<void> {
  await relay.stop()
  relay = await start(changes)
}

const fresh = (): string => `relayed ${(names += 1)}`

async function signed() {
  const name = fresh()
  const mint = mintOf(name)
  const signatures = await signedBy(
    registry.nodes.slice(0, 2),
    mintStatement(registry.nftPlace, mint),
  )
  return { name, mint, body: { mint: wire(mint), signatures } }
}

function wire(mint: Mint) {
  return {
    ...mint,
    keyType: Number(mint.keyType),
    owner: mint.owner.toLowerCase(),
    authMethods: mint.authMethods.map((method) => ({
      ...method,
      authMethodType: method.authMethodType.toString(),
      scopes: method.scopes.map(Number),
    })),
    pkpEthAddressScopes: mint.pkpEthAddressScopes.map(Number),
    deadline: Number(mint.deadline),
  }
}

async function spending(work: () => Promise<void>): Promise<bigint> {
  const balance = async () => registry.chain.getBalance({ address: payer.address })
  const before = await balance()
  await work()
  return before - (await balance())
}

const get = async (path: string, headers: Record<string, string> = {}) =>
  answerOf(await fetch(`${relay.url}${path}`, { headers }))

const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
  answerOf(
    await fetch(`${relay.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

async function answerOf(response: Response) {
  const body: unknown = await response.json()
  const { status, headers } = response
  const error = response.ok ? undefined : errorBody.safeParse(body).data?.error
  return { status, headers, body, error }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from './config.ts'

let dir: string
const hash = (digit: string): string => `0x${digit.repeat(64)}`
const address = (digit: string): string => `0x${digit.repeat(40)}`

const node = (party: number) => ({
  party,
  operator: address('1'),
  signer: address(`${party}`),
  identityKey: hash(`${party}`),
  certificate: hash(`${party}`),
  peerUrl: `https://127.0.0.1:${7000 + party}`,
  walletUrl: `http://127.0.0.1:${8000 + party}`,
})

const deployment = {
  version: 1,
  name: 'test',
  chain: { chainId: 31_337, rpcUrls: ['http://127.0.0.1:8545'] },
  contracts: {
    NodeRegistry: address('a'),
    PkpNft: address('b'),
    PkpPermissions: address('c'),
    PkpHelper: address('d'),
  },
  epoch: 0,
  threshold: 2,
  nodes: [node(1), node(2), node(3)],
  identityProviders: [],
}

const config = {
  deployment: 'deployment.json',
  party: 1,
  dir: 'node',
  wallet: { host: '127.0.0.1', port: 8610 },
  peers: { host: '127.0.0.1', port: 8611 },
  admin: { host: '127.0.0.1', port: 8612 },
  rpcUrls: ['http://127.0.0.1:8545', 'http://127.0.0.1:8546'],
}

const written = (content: unknown = config): string => {
  const path = join(dir, 'config.json')
  writeFileSync(path, JSON.stringify(content))
  writeFileSync(join(dir, 'deployment.json'), JSON.stringify(deployment))
  return path
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assent-config-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('paths are the configuration’s own, and what is left out has a default', () => {
  const read = loadConfig(written(), {})
  expect(read.dir).toBe(join(dir, 'node'))
  expect(read.deployment).toEqual(deployment)
  expect(read.pool).toBe(4)
  expect(read.logLevel).toBe('info')
})

test('the environment is heard over the file', () => {
  const read = loadConfig(written(), {
    ASSENT_PARTY: '3',
    ASSENT_DIR: '/elsewhere',
    ASSENT_WALLET_PORT: '9000',
    ASSENT_ADMIN_HOST: '::1',
    ASSENT_RPC_URLS: 'http://a.example, http://b.example',
    ASSENT_POOL: '0',
    ASSENT_LOG_LEVEL: 'debug',
  })
  expect(read).toMatchObject({
    party: 3,
    dir: '/elsewhere',
    wallet: { host: '127.0.0.1', port: 9000 },
    admin: { host: '::1', port: 8612 },
    rpcUrls: ['http://a.example', 'http://b.example'],
    pool: 0,
    logLevel: 'debug',
  })
})

test('a file may leave to the environment what it likes', () => {
  const { wallet: _, ...rest } = config
  const from = { ASSENT_WALLET_HOST: '127.0.0.1', ASSENT_WALLET_PORT: '1' }
  expect(loadConfig(written(rest), from).wallet).toEqual({ host: '127.0.0.1', port: 1 })
})

test('all that is wrong is said at once, by its name', () => {
  const path = written({ ...config, party: 0, wallet: { host: '', port: 70_000 }, extra: 1 })
  const said = (): string => {
    try {
      loadConfig(path, {})
      return ''
    } catch (error) {
      return String(error)
    }
  }
  expect(said()).toContain('SetupProblem')
  for (const name of [path, 'party', 'wallet.host', 'wallet.port', 'extra']) {
    expect(said()).toContain(name)
  }
})

test.each([
  ['ASSENT_PARTY', 'one'],
  ['ASSENT_PEERS_PORT', '-1'],
  ['ASSENT_RPC_URLS', 'http://only-one.example'],
  ['ASSENT_LOG_LEVEL', 'loud'],
  ['ASSENT_DEPLOYMENT', 'missing.json'],
])('%s=%s is refused', (name, value) => {
  expect(() => loadConfig(written(), { [name]: value })).toThrow(
    expect.objectContaining({ name: 'SetupProblem' }) as Error,
  )
})

test('a deployment that is none is refused by its own name', () => {
  const path = written()
  writeFileSync(join(dir, 'deployment.json'), '{"version":2}')
  expect(() => loadConfig(path, {})).toThrow(join(dir, 'deployment.json'))
})

test('a file that is missing or no JSON is refused', () => {
  expect(() => loadConfig(join(dir, 'none.json'), {})).toThrow('cannot read')
  writeFileSync(join(dir, 'text.json'), 'hello')
  expect(() => loadConfig(join(dir, 'text.json'), {})).toThrow('cannot read')
})

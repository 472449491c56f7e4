import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundle } from '../../../test/cluster/support/bundle.ts'
import { commands } from './commands.ts'
import { readIdentityProvider } from './identity-provider-option.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assent-cli-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

async function run(...words: readonly string[]) {
  const main = await bundle()
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, ...words], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

test('lists its commands when it is called alone', async () => {
  const { code, stdout } = await run()
  expect(code).toBe(0)
  for (const { name, summary } of commands) {
    expect(stdout).toContain(name)
    expect(stdout).toContain(summary)
  }
})

test('every command says how it is called', async () => {
  for (const { name, load } of commands) {
    const { command } = await load()
    expect(command.usage).toMatch(new RegExp(`^Usage: assent ${name}`))
    expect(command.usage.endsWith('\n')).toBe(true)
    for (const line of command.usage.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  }
})

test('a command of two words is found before one of its first word', () => {
  const names = commands.map(({ name }) => name)
  const hidden = names.filter((name, place) =>
    names.slice(0, place).some((earlier) => name.startsWith(`${earlier} `)),
  )
  expect(hidden).toEqual([])
})

test('prints the help of a command', async () => {
  const { code, stdout } = await run('node', 'init', '--help')
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: assent node init')
})

test.each([
  [['conjure'], 'there is no command "conjure"'],
  [['node'], 'there is no command "node"'],
  [['devnet', '--nodes', '2'], '--nodes is a whole number from 3 to 20, not "2"'],
  [['devnet', '--nodes', '21'], 'not "21"'],
  [['devnet', '--port-base', '65530'], 'too few ports'],
  [['devnet', '--colour'], "Unknown option '--colour'"],
  [['devnet', 'now'], 'now'],
  [['node', 'run'], '--config is missing'],
  [['deploy', 'contracts', '--out', '/nonexistent/x.json'], '--rpc is missing'],
  [['status', '--devnet', 'a', '--deployment', 'b'], 'give one of them'],
] as const)('says what is wrong with %j, and how it is called', async (words, message) => {
  const { code, stdout, stderr } = await run(...words)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(message)
  expect(stderr).toContain('Usage: assent')
})

test('says what failed, without a stack', async () => {
  const { code, stderr } = await run('relay', '--config', join(dir, 'missing.json'))
  expect(code).toBe(1)
  expect(stderr).toMatch(/^assent relay: cannot read the configuration .*\n$/)
})

test("makes a node's keys, once, for nobody else to read", async () => {
  const own = join(dir, 'node')
  const words = ['node', 'init', '--dir', own, '--party', '7', '--wallet-url', 'https://a.example']
  const peers = ['--peer-url', 'https://b.example:8443']
  const first = await run(...words, ...peers)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  const record = JSON.parse(readFileSync(join(own, 'public.json'), 'utf8')) as object
  expect(record).toMatchObject({ party: 7, walletUrl: 'https://a.example' })
  expect(statSync(join(own, 'identity.key')).mode & 0o077).toBe(0)
  const again = await run(...words, ...peers)
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('exists: choose another directory')
})

test('does not write over a deployment', async () => {
  const out = join(dir, 'public.json')
  await run(
    'node',
    'init',
    '--dir',
    dir,
    '--party',
    '1',
    '--wallet-url',
    'http://127.0.0.1:1',
    '--peer-url',
    'https://127.0.0.1:2',
  )
  expect(existsSync(out)).toBe(true)
  const { code, stderr } = await run('deploy', 'contracts', '--out', out)
  expect(code).toBe(1)
  expect(stderr).toContain('choose another name for --out')
})

test('knows where Google and Apple are', () => {
  expect(readIdentityProvider('kind=google,client=a,client=b')).toEqual({
    kind: 'google',
    name: 'Google',
    issuer: 'https://accounts.google.com',
    clientIds: ['a', 'b'],
  })
})

test('takes any other issuer, with its name', () => {
  const text = 'issuer=https://login.example,client=a=b,name=Login,jwks=https://login.example/keys'
  expect(readIdentityProvider(text)).toEqual({
    kind: 'openId',
    name: 'Login',
    issuer: 'https://login.example',
    clientIds: ['a=b'],
    jwksUrl: 'https://login.example/keys',
  })
})

test.each([
  ['client=a', 'name'],
  ['kind=google', 'clientIds'],
  ['kind=github,client=a,name=b,issuer=https://c.example', 'kind'],
  ['kind=google,client=a,secret=b', 'knows no "secret"'],
  ['google', 'knows no "google"'],
])('says what is wrong with the provider %s', (text, message) => {
  expect(() => readIdentityProvider(text)).toThrow(message)
})

import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toHex } from 'viem'
import { generatePrivateKey, mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDeployment } from '../../src/nodes/deployment/deployment-file.ts'
import { activity, type Activity } from '../../src/protocol/activity.ts'
import { createSigner } from '../../src/quorum/accounts/signer.ts'
import { toViemAccount } from '../../src/quorum/accounts/to-viem-account.ts'
import { listKeys } from '../../src/quorum/keys/list-keys.ts'
import { mintKey } from '../../src/quorum/keys/mint-key.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import { signInWithAccount } from '../../src/quorum/sessions/sign-in-with-account.ts'
import { startAnvil, type Anvil } from '../support/anvil.ts'
import { bundle } from './support/bundle.ts'
import { readLog, startChild, type Child } from './support/child.ts'
import { freePorts } from './support/free-ports.ts'
import { processesNaming } from './support/processes.ts'
import { waitUntil } from './support/wait-until.ts'

// docs/operators.md, step by step: each test is one of its sections, and takes the deployment as
// the one before left it. Nothing here calls anything but the command.

const patience = 300_000
const parties = [1, 2, 3]
const mnemonic = 'test test test test test test test test test test test junk'

type Ports = { readonly wallet: number; readonly peers: number; readonly admin: number }

let dir: string
let chain: Anvil
let ports: readonly Ports[]
let relayPort: number
const running = new Map<string, Child>()
const person = privateKeyToAccount(generatePrivateKey())

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'assent-separate-'))
  chain = await startAnvil(['--block-time', '1', '--mixed-mining'])
  const free = await freePorts(10)
  ports = parties.map((_, place) => ({
    wallet: free[3 * place] ?? 0,
    peers: free[3 * place + 1] ?? 0,
    admin: free[3 * place + 2] ?? 0,
  }))
  relayPort = free[9] ?? 0
  writeKey('deployer.key', 0)
  writeKey('relay.key', 1)
}, patience)
afterAll(async () => {
  await Promise.all([...running.values()].map(async (child) => child.kill('SIGTERM')))
  await chain.stop()
  expect(processesNaming(dir)).toEqual([])
  rmSync(dir, { recursive: true })
}, patience)

const file = (...names: readonly string[]): string => join(dir, ...names)
const deploymentFile = (): string => file('deployment.json')

test('each operator makes the keys of a node', async () => {
  for (const party of parties) {
    await assent(
      `node init --dir ${file(`node-${party}`)} --party ${party}`,
      `--wallet-url http://127.0.0.1:${portsOf(party).wallet}`,
      `--peer-url https://127.0.0.1:${portsOf(party).peers}`,
    )
  }
  expect(parties.map((party) => existsSync(file(`node-${party}`, 'public.json')))).toEqual([
    true,
    true,
    true,
  ])
})

test('somebody puts the contracts on a chain', async () => {
  const said = await assent(
    `deploy contracts --rpc ${chain.url} --key-file ${file('deployer.key')}`,
    ...parties.flatMap((party) => ['--node', file(`node-${party}`, 'public.json')]),
    `--name Example --relay http://127.0.0.1:${relayPort}`,
    `--identity-provider kind=google,client=example.apps.googleusercontent.com`,
    `--wallet-page https://wallet.example/sign-in`,
    `--passkey wallet.example,https://wallet.example --out ${deploymentFile()}`,
  )
  expect(said).toContain('2 of 3 nodes sign.')
  expect(readDeployment(deploymentFile())).toMatchObject({ name: 'Example', threshold: 2 })
})

test(
  'each operator starts a node, and they make the network key',
  async () => {
    for (const party of parties) {
      writeNodeConfig(party)
      await startNode(party)
    }
    await assent(
      `deploy network-key --deployment ${deploymentFile()} --rpc ${chain.url}`,
      `--key-file ${file('deployer.key')} --wait 100`,
    )
    expect(readDeployment(deploymentFile()).networkKey).toMatch(/^0x[0-9a-f]{192}$/)
    for (const party of parties) await ready(party)
  },
  patience,
)

test(
  'somebody runs a relay, and people sign',
  async () => {
    writeFileSync(
      file('relay.json'),
      JSON.stringify({
        deployment: 'deployment.json',
        keyFile: 'relay.key',
        rpcUrl: chain.url,
        listen: { host: '127.0.0.1', port: relayPort },
      }),
    )
    await start('relay', ['relay', '--config', file('relay.json')])
    await waitUntil('the relay is ready', async () => {
      return (await fetch(`http://127.0.0.1:${relayPort}/ready`)).ok
    })
    const session = await signIn()
    await mintKey(session)
    await expectSigns()
  },
  patience,
)

test('somebody writes the page for signing in', async () => {
  await assent(`deploy sign-in-page --out ${file('site')}`)
  expect(readFileSync(file('site', 'sign-in.html'), 'utf8')).toContain('<!doctype html>')
  expect(readFileSync(file('site', 'sign-in.headers'), 'utf8')).toContain('frame-ancestors')
})

test('anybody sees how the nodes are', async () => {
  const said = await assent('status', '--deployment', deploymentFile())
  expect(said).toContain('Example: 3 of 3 nodes ready, 2 needed to sign')
})

test('monitoring reads what the guide names', async () => {
  const metrics = await (await fetch(`${adminUrl(1)}/metrics`)).text()
  const guide = readFileSync(join(import.meta.dirname, '../../docs/operators.md'), 'utf8')
  const named = new Set(guide.match(/\bassent_[a-z_]+/g))
  expect(named.size).toBeGreaterThan(4)
  for (const name of named) expect(metrics).toMatch(new RegExp(`^${name}[ {]`, 'm'))
})

test(
  'a node that was down comes back, and is not missed meanwhile',
  async () => {
    await running.get('node 3')?.kill('SIGTERM')
    await expectSigns()
    const said = await assent('status', '--deployment', deploymentFile())
    expect(said).toMatch(/2 of 3 nodes ready.*node {2}3 {2}silent/s)
    await startNode(3)
    await ready(3)
  },
  patience,
)

test(
  'a node comes back from a copy of its directory',
  async () => {
    await running.get('node 2')?.kill('SIGTERM')
    cpSync(file('node-2'), file('copy'), { recursive: true })
    rmSync(file('node-2'), { recursive: true })
    cpSync(file('copy'), file('node-2'), { recursive: true })
    await startNode(2)
    await ready(2)
    await running.get('node 1')?.kill('SIGTERM')
    await expectSigns()
    await startNode(1)
    await ready(1)
  },
  patience,
)

test(
  'two nodes put a third out, and let it in again under another certificate',
  async () => {
    await changeCertificate(3, '--revoke')
    await waitUntil('node 3 is let in no more', async () => {
      return (await problemsOf(3)).some((problem) => problem.includes('another certificate'))
    })
    await waitUntil('the others have dropped it', async () => {
      return (await peersOf(1)).some(({ party, connected }) => party === 3 && !connected)
    })
    await expectSigns()

    const said = await assent('node', 'renew-certificate', '--dir', file('node-3'))
    const hash = /0x[0-9a-f]{64}/.exec(said)?.[0] ?? ''
    await changeCertificate(3, '--certificate', hash)
    await running.get('node 3')?.kill('SIGTERM')
    await startNode(3)
    await ready(3)
  },
  patience,
)

test('too few operators change nothing', async () => {
  const signature = await signatureOf(1, 2, '--revoke')
  const sent = assent(...deployCertificate(2, '--revoke'), '--signature', signature)
  await expect(sent).rejects.toThrow('2 nodes must sign, and these are 1 of them')
  const twice = ['--signature', signature, '--signature', signature]
  await expect(assent(...deployCertificate(2, '--revoke'), ...twice)).rejects.toThrow(
    'are 1 of them',
  )
  const other = ['--signature', signature, '--signature', await signatureOf(3, 1, '--revoke')]
  await expect(assent(...deployCertificate(2, '--revoke'), ...other)).rejects.toThrow(
    'no signature of a node for this change',
  )
})

const portsOf = (party: number): Ports => ports[party - 1] ?? { wallet: 0, peers: 0, admin: 0 }
const adminUrl = (party: number): string => `http://127.0.0.1:${portsOf(party).admin}`

function writeKey(name: string, addressIndex: number): void {
  const { privateKey } = mnemonicToAccount(mnemonic, { addressIndex }).getHdKey()
  if (privateKey === null) throw new Error('the account has no key')
  writeFileSync(file(name), toHex(privateKey), { mode: 0o600 })
}

function writeNodeConfig(party: number): void {
  const listen = (port: number) => ({ host: '127.0.0.1', port })
  const { wallet, peers, admin } = portsOf(party)
  writeFileSync(
    file(`node-${party}.json`),
    JSON.stringify({
      deployment: 'deployment.json',
      party,
      dir: `node-${party}`,
      wallet: listen(wallet),
      peers: listen(peers),
      admin: listen(admin),
      rpcUrls: [chain.url, chain.url],
      pool: 1,
    }),
  )
}

/** The command, run to its end; what it says is returned, or thrown when it fails. */
async function assent(...lines: readonly string[]): Promise<string> {
  const command = await bundle()
  const words = lines.flatMap((line) => line.split(' '))
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [command, ...words], (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(stderr))
    })
  })
}

async function start(name: string, words: readonly string[]): Promise<void> {
  mkdirSync(file('logs'), { recursive: true })
  const child = startChild({
    command: process.execPath,
    parameters: [await bundle(), ...words],
    log: file('logs', `${name}.log`),
  })
  running.set(name, child)
}

const startNode = async (party: number): Promise<void> =>
  start(`node ${party}`, ['node', 'run', '--config', file(`node-${party}.json`)])

/** One pair makes a node ready; here it has all, since the next test may take any other away. */
async function ready(party: number): Promise<void> {
  await waitUntil(
    `node ${party} is ready, and all are pairs`,
    async () => {
      const child = running.get(`node ${party}`)
      if (child?.running() === false) throw new Error(readLog(file('logs', `node ${party}.log`)))
      if (!(await fetch(`${adminUrl(party)}/ready`)).ok) return false
      const seen = (await Promise.all(parties.map(peersOf))).flat()
      return seen.every(({ connected, paired }) => connected && paired)
    },
    { patience: 120_000 },
  )
}

async function peersOf(party: number): Promise<Activity['peers']> {
  const answer = await fetch(`${adminUrl(party)}/activity`)
  return activity.parse(await answer.json()).peers
}

async function problemsOf(party: number): Promise<readonly string[]> {
  const answer = await fetch(`${adminUrl(party)}/ready`)
  return ((await answer.json()) as { problems: string[] }).problems
}

async function signIn() {
  return signInWithAccount(await connect({ deployment: readDeployment(deploymentFile()) }), person)
}

async function expectSigns(): Promise<void> {
  const session = await signIn()
  const [key] = await listKeys(session)
  if (key === undefined) throw new Error('the key is lost')
  const account = toViemAccount(createSigner(session, key))
  expect(await account.signMessage({ message: 'hello' })).toMatch(/^0x[0-9a-f]{130}$/)
}

const deployCertificate = (party: number, ...what: readonly string[]): readonly string[] => [
  `deploy certificate --deployment ${deploymentFile()} --rpc ${chain.url}`,
  `--key-file ${file('deployer.key')} --party ${party}`,
  ...what,
]

async function signatureOf(by: number, party: number, ...what: readonly string[]): Promise<string> {
  const said = await assent(
    `node sign-certificate --dir ${file(`node-${by}`)} --rpc ${chain.url}`,
    `--deployment ${deploymentFile()} --party ${party}`,
    ...what,
  )
  return said.trim()
}

async function changeCertificate(party: number, ...what: readonly string[]): Promise<void> {
  const signatures = await Promise.all([1, 2].map(async (by) => signatureOf(by, party, ...what)))
  const signed = signatures.flatMap((signature) => ['--signature', signature])
  await assent(...deployCertificate(party, ...what), ...signed)
}

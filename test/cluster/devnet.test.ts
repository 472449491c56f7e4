import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDeployment } from '../../src/nodes/deployment/deployment-file.ts'
import { namedPorts, portsOf } from '../../src/nodes/devnet/ports.ts'
import { createSigner } from '../../src/quorum/accounts/signer.ts'
import { toViemAccount } from '../../src/quorum/accounts/to-viem-account.ts'
import { listKeys } from '../../src/quorum/keys/list-keys.ts'
import { mintKey } from '../../src/quorum/keys/mint-key.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import { signInWithAccount } from '../../src/quorum/sessions/sign-in-with-account.ts'
import { launchDevnet, readDevnetFile, startDevnet, type RunningDevnet } from './support/devnet.ts'
import { freePorts } from './support/free-ports.ts'
import { processesNaming } from './support/processes.ts'
import { waitUntil } from './support/wait-until.ts'

// One devnet is carried through all of its life: each test takes it as the one before left it.

const patience = 200_000

let root: string
let dir: string
let base: number
let otherBase: number
let devnet: RunningDevnet
const person = privateKeyToAccount(generatePrivateKey())

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'assent-devnet-'))
  dir = join(root, 'one')
  ;[base, otherBase] = await twoBases()
  devnet = await startDevnet(dir, base)
}, patience)
afterAll(async () => {
  await devnet.child.kill('SIGTERM')
  rmSync(root, { recursive: true, force: true })
}, patience)

test('says line by line how it came up, and where everything is', () => {
  const lines = devnet.said().split('\n')
  const steps = ['dashboard', 'chain', 'contracts', 'nodes', 'network key', 'signing', 'first keys']
  const found = steps.map((step) =>
    lines.findIndex((line) => new RegExp(` s  ${step} `).test(line)),
  )
  expect(found).toEqual(found.toSorted((left, right) => left - right))
  expect(found).not.toContain(-1)
  const { nodes, threshold, networkKey, extension, cosmos } = devnet.file
  expect([nodes.length, threshold, networkKey.length]).toEqual([3, 2, 194])
  expect([extension, cosmos]).toEqual([{ chromium: null, firefox: null, id: null }, []])
  expect(nodes.map(({ store, log }) => existsSync(store) && existsSync(log))).toEqual([
    true,
    true,
    true,
  ])
})

test('signs for whoever its nodes permit', async () => {
  const session = await signIn()
  const account = toViemAccount(createSigner(session, await mintKey(session)))
  expect(await account.signMessage({ message: 'hello' })).toMatch(/^0x[0-9a-f]{130}$/)
}, 60_000)

test('listens on loopback alone', async () => {
  const [other] = otherAddresses()
  if (other === undefined) return
  const reached = await Promise.all(
    namedPorts(portsOf(base, 3)).map(async ([port]) => connects(other, port)),
  )
  expect(reached).not.toContain(true)
})

test('shows on its page what it made', async () => {
  const page = await waitUntil('it says that signing works', async () => {
    const page = await (await fetch(devnet.file.dashboard.url)).text()
    return page.includes('Signing works.') && page
  })
  expect(page).toContain('Network key')
  await waitUntil('the key is shown', async () => {
    const answer = await fetch(`${devnet.file.dashboard.url}/snapshot.json`)
    const { pkps } = (await answer.json()) as { pkps: unknown[] }
    return pkps.length === 1
  })
})

test('refuses a second devnet in the same place, and names the first', async () => {
  const { child, said } = await launchDevnet(dir, otherBase)
  expect((await child.ended).code).toBe(1)
  expect(said()).toContain(`process ${devnet.child.pid}`)
})

test('refuses ports that are taken, and names them', async () => {
  const { child, said } = await launchDevnet(join(root, 'elsewhere'), base)
  expect((await child.ended).code).toBe(1)
  expect(said()).toContain(`${base} (dashboard)`)
  expect(existsSync(join(root, 'elsewhere', 'settings.json'))).toBe(false)
})

test('starts a node again that was killed, and says so', async () => {
  const [before] = devnet.file.nodes
  process.kill(before?.pid ?? 0, 'SIGKILL')
  const after = await waitUntil('there is another process', () => {
    const [node] = readDevnetFile(dir).nodes
    return node?.pid !== before?.pid && node
  })
  await waitUntil('it is ready', async () => (await fetch(`${after.admin}/ready`)).ok)
  expect(devnet.said()).toContain('node 1 was ended by SIGKILL; it starts again')
})

test(
  'runs beside another',
  async () => {
    const other = await startDevnet(join(root, 'two'), otherBase)
    try {
      expect(other.file.networkKey).not.toBe(devnet.file.networkKey)
      expect(other.file.chain.contracts).not.toEqual(devnet.file.chain.contracts)
    } finally {
      await other.child.kill('SIGINT')
    }
    expect(processesNaming(join(root, 'two'))).toEqual([])
    await waitUntil('the first is ready', async () => {
      return (await fetch(`${devnet.file.nodes[0]?.admin}/ready`)).ok
    })
  },
  patience,
)

test('ends at Ctrl-C, and leaves nothing running', async () => {
  const { code } = await devnet.child.kill('SIGINT')
  expect(code).toBe(0)
  expect(processesNaming(dir)).toEqual([])
  expect(existsSync(join(dir, 'devnet.json'))).toBe(false)
})

test(
  'finds everything as it was when it starts again',
  async () => {
    const before = devnet.file
    devnet = await startDevnet(dir, base)
    const { networkKey, chain } = devnet.file
    expect([networkKey, chain]).toEqual([before.networkKey, before.chain])
    const session = await signIn()
    const [key] = await listKeys(session)
    if (key === undefined) throw new Error('the key is lost')
    const account = toViemAccount(createSigner(session, key))
    expect(await account.signMessage({ message: 'again' })).toMatch(/^0x[0-9a-f]{130}$/)
  },
  patience,
)

test(
  'leaves nothing running when it is killed, and comes back after that',
  async () => {
    const { pid } = devnet.child
    await devnet.child.kill('SIGKILL')
    await waitUntil('its parts have ended too', () => processesNaming(dir).length === 0)
    devnet = await startDevnet(dir, base)
    expect(devnet.said()).toContain(`(process ${pid}) did not get to tidy up`)
    expect(await listKeys(await signIn())).toHaveLength(1)
  },
  patience,
)

test(
  'says so when its chain is lost, and begins anew when told',
  async () => {
    await devnet.child.kill('SIGINT')
    const lost = devnet.file.networkKey
    rmSync(join(dir, 'chain.json'))
    const { child, said } = await launchDevnet(dir, base)
    expect((await child.ended).code).toBe(1)
    expect(said()).toMatch(/is not on the chain.*--fresh/)
    expect(processesNaming(dir)).toEqual([])
    devnet = await startDevnet(dir, base, ['--fresh', '--no-restart'])
    expect(devnet.file.networkKey).not.toBe(lost)
  },
  patience,
)

test('leaves a node down that was killed, where it is told to', async () => {
  const [node] = devnet.file.nodes
  process.kill(node?.pid ?? 0, 'SIGKILL')
  await waitUntil('it says so', () => devnet.said().includes('SIGKILL, and stays down'))
  expect(readDevnetFile(dir).nodes[0]?.pid).toBe(node?.pid)
})

async function signIn() {
  const deployment = readDeployment(devnet.file.deployment)
  return signInWithAccount(await connect({ deployment }), person)
}

/** Two runs of ports that are free and do not meet. */
async function twoBases(): Promise<[number, number]> {
  for (;;) {
    const [one = 0, two = 0] = await freePorts(2)
    if (Math.abs(one - two) < 40) continue
    const taken = await Promise.all(
      [one, two].flatMap((from) =>
        namedPorts(portsOf(from, 3)).map(async ([port]) => connects('127.0.0.1', port)),
      ),
    )
    if (!taken.includes(true)) return [one, two]
  }
}

async function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1000 })
    const end = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}

const otherAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)

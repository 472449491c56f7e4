import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther, type Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  accountOf,
  signedBy,
  testNodes,
  type TestNode,
} from '../../../test/support/registry-nodes.ts'
import { networkKey, startRegistry, type TestRegistry } from '../../../test/support/registry.ts'
import type { Deployment } from '../../protocol/deployment.ts'
import { networkKeyStatement } from '../../registry/network-key-statement.ts'
import { openChain, type ChainAccess } from './chain.ts'
import { deployContracts, type DeploymentNode } from './deploy-contracts.ts'
import { readDeployment, writeDeployment } from './deployment-file.ts'
import { readAccount } from './key-file.ts'
import { setNetworkKey } from './set-network-key.ts'

const account = accountOf('operator who pays')

let dir: string
let registry: TestRegistry
let chain: ChainAccess
const servers: Server[] = []

beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => registry.stop())
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'assent-deployment-'))
  await registry.chain.setBalance({ address: account.address, value: parseEther('10') })
  chain = await openChain(registry.chain.transport.url ?? '', account)
})
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
  rmSync(dir, { recursive: true })
})

const lower = (text: string) => text.toLowerCase() as `0x${string}`

const recordOf = ({ record }: TestNode, walletUrl = record.walletUrl): DeploymentNode => ({
  ...record,
  operator: lower(record.operator),
  signer: lower(record.signer),
  walletUrl,
})

const plan = (nodes: readonly DeploymentNode[]) => ({
  name: 'Test',
  rpcUrls: ['https://rpc.example'],
  identityProviders: [],
  nodes,
})

test('deploys, and says what everybody must know', async () => {
  const nodes = testNodes(5).map((node) => recordOf(node))
  const deployment = await deployContracts(chain, plan(nodes.toReversed()))
  expect(deployment).toMatchObject({ epoch: 1, threshold: 4, chain: { chainId: 31_337 } })
  expect(deployment.nodes.map(({ party }) => party)).toEqual([1, 2, 3, 4, 5])
  const file = join(dir, 'deployment.json')
  writeDeployment(file, deployment)
  expect(readDeployment(file)).toEqual(deployment)
  expect(readdirSync(dir)).toEqual(['deployment.json'])
})

test('refuses two nodes of one number, and too few', async () => {
  const [first, second] = testNodes(2).map((node) => recordOf(node))
  if (first === undefined || second === undefined) throw new Error('there are two')
  const same = plan([first, { ...second, party: 1 }])
  await expect(deployContracts(chain, same)).rejects.toThrow('two nodes are party 1')
  await expect(deployContracts(chain, plan([first]))).rejects.toThrow('has 2 to 20 nodes, not 1')
  await deployContracts(chain, plan([first, second]))
})

test('says that the account has no coins, before anything is sent', async () => {
  await registry.chain.setBalance({ address: account.address, value: 0n })
  const nodes = testNodes(2).map((node) => recordOf(node))
  await expect(deployContracts(chain, plan(nodes))).rejects.toThrow('send it some for gas')
})

test('says that no chain answers', async () => {
  await expect(openChain('http://127.0.0.1:9', account)).rejects.toThrow('no chain answers')
})

test('carries the network key to the registry once all nodes have signed for it', async () => {
  const { nodes, deployment } = await deployed()
  const late = serve(nodes, deployment, { silentFirst: 2 })
  const complete = await setNetworkKey(chain, await late, { patience: 10_000 })
  expect(complete.networkKey).toBe(networkKey)
  // Whoever comes later finds it there, and needs no node.
  for (const server of servers.splice(0)) server.closeAllConnections()
  expect(await setNetworkKey(chain, await late, { patience: 0 })).toEqual(complete)
})

test('names the node that has not signed', async () => {
  const { nodes, deployment } = await deployed()
  const served = await serve(nodes, deployment, { silent: 3 })
  await expect(setNetworkKey(chain, served, { patience: 600 })).rejects.toThrow(
    /^node 3 at http.* has not signed for the network key: the network key is not made yet$/,
  )
})

test('names two nodes that speak of different keys', async () => {
  const { nodes, deployment } = await deployed()
  const served = await serve(nodes, deployment, { other: 2 })
  await expect(setNetworkKey(chain, served, { patience: 2000 })).rejects.toThrow(
    'nodes 1 and 2 speak of different network keys',
  )
})

test('refuses a signature that is not that of the node', async () => {
  const { nodes, deployment } = await deployed()
  const served = await serve(nodes, deployment, { stranger: 2 })
  await expect(setNetworkKey(chain, served, { patience: 2000 })).rejects.toThrow(
    'is not node 2 of this registry',
  )
})

test('refuses a registry that has another key than the deployment names', async () => {
  const { nodes, deployment } = await deployed()
  const complete = await setNetworkKey(chain, await serve(nodes, deployment), { patience: 5000 })
  const another = { ...complete, networkKey: `0x${'11'.repeat(96)}` as const }
  await expect(setNetworkKey(chain, another, { patience: 0 })).rejects.toThrow(
    'another network key',
  )
})

test('refuses a chain that is not that of the deployment', async () => {
  const { deployment } = await deployed()
  const elsewhere = { ...deployment, chain: { ...deployment.chain, chainId: 1 } }
  await expect(setNetworkKey(chain, elsewhere, { patience: 0 })).rejects.toThrow(
    'serves chain 31337, and the deployment is on 1',
  )
})

test.each([
  ['a key', `${'ab'.repeat(32)}\n`],
  ['a key with its prefix', `0x${'AB'.repeat(32)}`],
])('reads %s', (_, text) => {
  const file = join(dir, 'a.key')
  writeFileSync(file, text, { mode: 0o600 })
  expect(readAccount(file).address).toMatch(/^0x/)
})

test.each([
  ['a word', 'secret', /does not hold a private key/],
  ['half a key', 'ab'.repeat(16), /does not hold a private key/],
  ['zero', '00'.repeat(32), /no private key/],
])('refuses %s for a key, and does not repeat it', (_, text, message) => {
  const file = join(dir, 'a.key')
  writeFileSync(file, text, { mode: 0o600 })
  const read = () => readAccount(file)
  expect(read).toThrow(message)
  expect(read).not.toThrow(text)
})

test('refuses a key that others may read, or that is not there', () => {
  const file = join(dir, 'a.key')
  writeFileSync(file, 'ab'.repeat(32), { mode: 0o600 })
  chmodSync(file, 0o640)
  expect(() => readAccount(file)).toThrow(`run chmod 600 ${file}`)
  expect(() => readAccount(join(dir, 'b.key'))).toThrow('cannot read the key')
})

test('says all that is wrong with a deployment file at once', () => {
  const file = join(dir, 'deployment.json')
  writeFileSync(file, JSON.stringify({ version: 2, name: '', epoch: -1 }))
  for (const part of ['version', 'name', 'epoch', 'nodes']) {
    expect(() => readDeployment(file)).toThrow(new RegExp(`^  ${part}: `, 'm'))
  }
})

async function deployed() {
  const nodes = testNodes(3)
  const deployment = await deployContracts(chain, plan(nodes.map((node) => recordOf(node))))
  return { nodes, deployment }
}

type Faults = {
  readonly silent?: number
  /** Not ready for the first question. */
  readonly silentFirst?: number
  readonly other?: number
  readonly stranger?: number
}

/** Nodes that answer for the network key, each on a port of its own, in a registry of their own. */
async function serve(
  nodes: readonly TestNode[],
  before: Deployment,
  faults: Faults = {},
): Promise<Deployment> {
  const places = await Promise.all(nodes.map(async () => listen()))
  const walletUrls = places.map(({ url }) => url)
  const records = nodes.map((node, place) => recordOf(node, walletUrls[place]))
  const deployment = await deployContracts(chain, { ...plan(records), name: before.name })
  const set = await registry.chain.readContract({
    address: deployment.contracts.NodeRegistry,
    abi: [
      {
        type: 'function',
        name: 'head',
        inputs: [],
        outputs: [{ type: 'bytes32' }],
        stateMutability: 'view',
      },
    ],
    functionName: 'head',
  })
  await Promise.all(
    nodes.map(async (node, index) => {
      const { party } = node.record
      const key: Hex = faults.other === party ? `0x8b${'5b'.repeat(95)}` : networkKey
      const statement = networkKeyStatement(
        { chainId: 31_337, contract: deployment.contracts.NodeRegistry },
        { previous: set, epoch: 1, networkKey: key },
      )
      const signer = faults.stranger === party ? { ...node, signer: accountOf('stranger') } : node
      const [signature] = await signedBy([signer], statement)
      let questions = 0
      places[index]?.answer(() => {
        questions += 1
        const silent = faults.silent === party || (faults.silentFirst === party && questions === 1)
        return silent ? undefined : { party, networkKey: key, signature }
      })
    }),
  )
  return deployment
}

async function listen() {
  let answer: () => object | undefined = () => undefined
  const server = createServer((request, response) => {
    const body = request.url === '/v1/genesis' ? answer() : undefined
    response.setHeader('content-type', 'application/json')
    response.statusCode = body === undefined ? 503 : 200
    const error = { code: 'not-ready', message: 'the network key is not made yet', details: {} }
    response.end(JSON.stringify(body ?? { error }))
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    answer: (next: () => object | undefined) => {
      answer = next
    },
  }
}

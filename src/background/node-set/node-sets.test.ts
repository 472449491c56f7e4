import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dead, stageNodes, type QuorumStage } from '../../../test/support/quorum-stage.ts'
import { startRegistry, type TestRegistry } from '../../../test/support/registry.ts'
import type { Deployment } from '../../protocol/deployment.ts'
import { QuorumError } from '../../quorum/errors.ts'
import type { Parts } from '../parts.ts'
import { memoryArea } from '../state/area.ts'
import { NodeSets } from './node-sets.ts'
import { signInWays } from './sign-in-ways.ts'

let stage: QuorumStage
let shift: number
let anew: TestRegistry
let rpc: 'there' | 'silent' | 'empty' | 'anew'
let asked: string[]
let parts: Pick<Parts, 'local' | 'fetch' | 'now' | 'random'>

beforeAll(async () => {
  stage = await stageNodes()
  anew = await startRegistry({ genesis: true })
  // What is looked at has to be final.
  await anew.chain.mine({ blocks: 10 })
})
afterAll(async () => Promise.all([stage.close(), anew.stop()]))
beforeEach(() => {
  shift = 0
  rpc = 'there'
  asked = []
  parts = {
    local: memoryArea(),
    now: () => Date.now() + shift,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    async fetch(input, init) {
      asked.push(input)
      if (input === 'https://files.example/deployment.json') {
        return Response.json(other())
      }
      const isRpc = stage.deployment.chain.rpcUrls.includes(input)
      if (isRpc && rpc === 'anew') return fetch(anew.chain.transport.url ?? '', init)
      if (isRpc && rpc === 'silent') throw new TypeError('connection refused')
      const wants = typeof init?.body === 'string' ? init.body : ''
      if (isRpc && rpc === 'empty' && /eth_(?:call|getCode)/.test(wants)) {
        return Response.json({ jsonrpc: '2.0', id: 1, result: '0x' })
      }
      return stage.fetch(input, (init ?? {}) as Parameters<QuorumStage['fetch']>[1])
    },
  }
})
afterEach(() => stage.heal())

const otherKey: `0x${string}` = `0x8a${'5c'.repeat(95)}`
const other = (): Deployment => ({ ...stage.deployment, name: 'Other', networkKey: otherKey })

const open = async (deployment: Deployment = stage.deployment) => NodeSets.open(parts, deployment)
const everyNode = (wire: Parameters<QuorumStage['between']>[1]): void => {
  for (const party of [1, 2, 3]) stage.between(party, wire)
}

test('asks nothing before it is needed, and then knows its nodes', async () => {
  const nodeSets = await open()
  expect(nodeSets.view()).toMatchObject({ state: 'unknown', threshold: 2 })
  expect(nodeSets.view().nodes.map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown'])
  expect(asked).toEqual([])
  const states: string[] = []
  nodeSets.onChange(() => states.push(nodeSets.view().state))
  const network = await nodeSets.network()
  expect(await nodeSets.network()).toBe(network)
  expect([...new Set(states)]).toEqual(['connecting', 'fine'])
  expect(nodeSets.view().nodes.map(({ state }) => state)).toEqual(['fine', 'fine', 'fine'])
})

describe('says what is wrong', () => {
  test.each<[string, () => Deployment, () => void, string]>([
    ['nothing answers', () => stage.deployment, () => (rpc = 'silent'), 'no-network'],
    ['no node answers', () => stage.deployment, () => everyNode(dead), 'no-network'],
    [
      'too few nodes answer',
      () => stage.deployment,
      () => [1, 2].forEach((party) => stage.between(party, dead)),
      'below-threshold',
    ],
    ['the clock is wrong', () => stage.deployment, () => (shift = 600_000), 'wrong-clock'],
    ['the network has another key', other, () => {}, 'replaced'],
    [
      'registry and nodes are gone',
      () => stage.deployment,
      () => {
        rpc = 'empty'
        everyNode(dead)
      },
      'replaced',
    ],
    [
      'only the registry is gone',
      () => stage.deployment,
      () => (rpc = 'empty'),
      'registry-restarted',
    ],
    [
      'the registry was deployed once more at its address',
      () => stage.deployment,
      () => (rpc = 'anew'),
      'registry-restarted',
    ],
  ])('when %s, and is fine again when it is', async (_, deployment, spoil, code) => {
    spoil()
    const nodeSets = await open(deployment())
    await expect(nodeSets.network()).rejects.toMatchObject({ code })
    expect(nodeSets.view()).toMatchObject({ state: 'broken', problem: { code } })
    stage.heal()
    shift = 0
    rpc = 'there'
    if (deployment() !== stage.deployment) return
    await nodeSets.check()
    expect(nodeSets.view()).toMatchObject({ state: 'fine' })
    expect(nodeSets.view().problem).toBeUndefined()
  })

  test('as others have seen it, and looks itself before it is used again', async () => {
    const nodeSets = await open()
    await nodeSets.network()
    const refused = new QuorumError('refused', 'for what was asked')
    expect(await nodeSets.report(refused)).toBe(refused)
    await nodeSets.report(new Error('something'))
    expect(nodeSets.view().state).toBe('fine')
    await nodeSets.report(new QuorumError('below-threshold', 'too few'))
    expect(nodeSets.view()).toMatchObject({ state: 'broken', problem: { detail: 'too few' } })
    await nodeSets.network()
    expect(nodeSets.view().state).toBe('fine')
  })
})

test('looks for the reason behind what took too long, and says that', async () => {
  const nodeSets = await open()
  await nodeSets.network()
  const late = new QuorumError('budget-spent', 'it took too long')
  expect(await nodeSets.report(late)).toBe(late)
  rpc = 'empty'
  expect(await nodeSets.report(late)).toMatchObject({ code: 'registry-restarted', cause: late })
})

describe('another node set', () => {
  const source = 'https://files.example/deployment.json'

  test('is shown first, taken with the key that was shown, and kept', async () => {
    const nodeSets = await open()
    const before = nodeSets.id
    const left: string[] = []
    nodeSets.onLeave(async () => {
      left.push(nodeSets.id)
      return Promise.resolve()
    })
    expect(await nodeSets.preview(source)).toMatchObject({ name: 'Other', networkKey: otherKey })
    expect(nodeSets.view().name).toBe('Test')
    const wrong = nodeSets.switchTo(source, stage.deployment.networkKey ?? '')
    await expect(wrong).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(left).toEqual([])
    await nodeSets.switchTo(source, otherKey)
    expect(left).toEqual([before])
    expect(nodeSets.id).not.toBe(before)
    expect((await open()).view()).toMatchObject({ name: 'Other', state: 'unknown' })
  })

  test('can be given as the text of its file', async () => {
    const nodeSets = await open()
    const text = JSON.stringify(other())
    await nodeSets.switchTo(text, otherKey)
    expect(nodeSets.view().name).toBe('Other')
  })

  test.each([
    ['no file', 'hello', 'bad-input'],
    ['a file of something else', '{"version":1}', 'bad-input'],
    ['an address without TLS', 'http://files.example/deployment.json', 'bad-input'],
    ['an address where nobody is', 'http://127.0.0.1:9/deployment.json', 'no-network'],
  ])('is not taken from %s', async (_, from, code) => {
    const nodeSets = await open()
    await expect(nodeSets.preview(from)).rejects.toMatchObject({ code })
  })

  test('is not taken before it has a key', async () => {
    const { networkKey: _, ...unfinished } = other()
    const nodeSets = await open()
    await expect(nodeSets.preview(JSON.stringify(unfinished))).rejects.toMatchObject({
      code: 'not-configured',
    })
  })
})

test('offers what the deployment has, under names that tests can hold on to', () => {
  const provider = { issuer: 'https://id.example', clientIds: ['a'] }
  const ways = signInWays({
    ...stage.deployment,
    identityProviders: [
      { ...provider, name: 'Google', kind: 'google' },
      { ...provider, name: 'Devnet login', kind: 'openId' },
    ],
    passkey: { rpId: 'localhost', origins: ['http://localhost:1'] },
    walletPage: { domain: 'localhost:1', url: 'http://localhost:1/sign-in' },
  })
  expect(ways.map(({ id, testId }) => [id, testId])).toEqual([
    ['openid:0', 'google'],
    ['openid:1', 'devnet'],
    ['passkey', 'passkey'],
    ['wallet', 'wallet'],
  ])
})

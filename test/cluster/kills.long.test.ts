import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashMessage, recoverAddress } from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FailpointName } from '../../src/nodes/node/failpoints.ts'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { mintKey } from '../../src/quorum/keys/mint-key.ts'
import { sign, type Signature } from '../../src/quorum/signing/sign.ts'
import type { ClusterNode } from './support/cluster-node.ts'
import { newPerson, type Person } from './support/person.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// Nodes die again and again, at random or at named points, while somebody signs all the time.

const everybodyMortal = { faults: {} }
const cluster = useCluster({ nodes: 3, node: () => everybodyMortal })
const signatures: Signature[] = []
let person: Person

beforeAll(async () => {
  person = await newPerson(cluster())
})

const signOnce = async (text: string): Promise<Signature> => {
  const bytes = toHex(new TextEncoder().encode(text))
  const made = await sign(person.session, person.key, { kind: 'personal-message', bytes })
  const address = await recoverAddress({ hash: hashMessage(text), signature: made })
  expect(address).toBe(person.key.ethAddress)
  return made
}

/** Signs until the work is done; a signature that fails for want of nodes is asked for again. */
const signMeanwhile = async (name: string, work: Promise<void>): Promise<void> => {
  const over = new AbortController()
  const ended = work.finally(() => over.abort())
  for (let count = 0; !over.signal.aborted; count++) {
    const made = await signOnce(`${name} ${count}`).catch(() => undefined)
    if (made !== undefined) signatures.push(made)
  }
  await ended
}

const expectSound = async (): Promise<void> => {
  person.observer.expectOneEach()
  expect(new Set(signatures.map(({ r }) => r)).size).toBe(signatures.length)
  await cluster().ready()
  signatures.push(await signOnce(`after ${signatures.length}`))
}

/** Until there is one to mint; no more are made once a node is gone. */
const keysWait = async (mortal: ClusterNode): Promise<void> => {
  await waitUntil('keys wait in all pools', async () => {
    if (!mortal.running) return true
    const told = await Promise.all(cluster().nodes.map(async (node) => node.activity()))
    return told.every(({ readyKeys }) => readyKeys > 0)
  })
}

test('a random node dies, twenty times', async () => {
  await signMeanwhile(
    'random',
    (async () => {
      for (let round = 0; round < 20; round++) {
        const node = cluster().node(randomInt(1, 4))
        await new Promise((resolve) => setTimeout(resolve, randomInt(0, 400)))
        await node.kill()
        node.start()
        await node.ready()
      }
    })(),
  )
  await expectSound()
})

describe('at a named point, three times each', () => {
  const points: readonly FailpointName[] = [
    'presign.after-round-1',
    'presign.before-ack',
    'sign.before-commit',
    'sign.after-commit',
    'sign.before-send',
  ]
  test.each(points)('%s', async (point) => {
    await signMeanwhile(
      point,
      (async () => {
        for (let round = 0; round < 3; round++) {
          const node = cluster().node(1 + (round % 3))
          node.misbehave({ dieAt: { point, time: 1 + (round % 2) } })
          await node.child.ended
          node.misbehave({})
          node.start()
          await node.ready()
        }
      })(),
    )
    await expectSound()
  })

  test.each([
    'dkg.before-checkpoint',
    'dkg.after-checkpoint',
    'dkg.before-result',
    'dkg.after-result',
  ] as const)('%s', async (point) => {
    for (let round = 0; round < 3; round++) {
      const node = cluster().node(1 + (round % 3))
      node.misbehave({ dieAt: { point } })
      const send = async (call: Parameters<ReturnType<typeof cluster>['chain']['send']>[0]) => {
        await cluster().chain.send(call)
      }
      const died = node.child.ended.then(() => true)
      let key = await mintKey(person.session, { send })
      // A pool that has one more than it wants, as after the last death, makes none for this mint.
      while (!(await Promise.race([died, sleep(5000, false)]))) {
        await keysWait(node)
        if (node.running) key = await mintKey(person.session, { send })
      }
      node.misbehave({})
      node.start()
      await cluster().ready()
      const held = await Promise.all(
        cluster().nodes.map(async (one) => (await one.activity()).keys),
      )
      // What one holds all hold, once whoever was away has asked for what it missed.
      if (new Set(held).size > 1) {
        await waitUntil('all hold the same keys', async () => {
          const now = await Promise.all(cluster().nodes.map(async (one) => one.activity()))
          return new Set(now.map(({ keys }) => keys)).size === 1
        })
      }
      const bytes = '0x6b6579'
      const made = await sign(person.session, key, { kind: 'personal-message', bytes })
      const address = await recoverAddress({ hash: hashMessage('key'), signature: made })
      expect(address).toBe(key.ethAddress)
    }
    await expectSound()
  })
})

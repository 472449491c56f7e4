import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { statusAnswer } from '../../src/protocol/endpoints.ts'
import type { ClusterNode } from './support/cluster-node.ts'
import { newPerson, type RawPerson } from './support/raw-person.ts'
import { expectSigns, headerFor, presignAt } from './support/raw-signing.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// One node's clock is off. It cannot judge what is old and what is over, so it refuses; the others
// sign.

const minute = 60_000
const cluster = useCluster({ nodes: 3, node: (party) => (party === 3 ? { faults: {} } : {}) })
let person: RawPerson
let skewed: ClusterNode

beforeAll(async () => {
  person = await newPerson(cluster())
  skewed = cluster().node(3)
})

afterEach(async () => {
  await setClock(0)
})

const clockOf = async (): Promise<number> =>
  statusAnswer.parse((await person.wallet.ask(3, { path: '/v1/status' })).json).time - Date.now()

const setClock = async (skewMs: number): Promise<void> => {
  skewed.misbehave({ skewMs })
  await waitUntil('the clock is set', async () => Math.abs((await clockOf()) - skewMs) < minute / 4)
}

const offs: readonly (readonly [string, number])[] = [
  ['two minutes ahead', 2 * minute],
  ['two minutes behind', -2 * minute],
  ['an hour ahead', 60 * minute],
  ['an hour behind', -60 * minute],
]

describe.each(offs)('a clock %s', (_, skewMs) => {
  test('has its node refuse and say what time it is there; the others sign', async () => {
    const { wallet, key } = person
    await expectSigns(wallet, key, [2, 3])
    await setClock(skewMs)
    const answers = [
      await presignAt(wallet, 3, await headerFor(wallet, key, [2, 3])),
      await wallet.ask(3, { path: '/v1/sessions' }),
    ]
    for (const { code, details } of answers) {
      expect(code).toBe('clock-skew')
      const off = Number(details['nodeTime']) - Date.now()
      expect(Math.abs(off - skewMs)).toBeLessThan(minute / 4)
    }
    await expectSigns(wallet, key, [1, 2])
    await setClock(0)
    await expectSigns(wallet, key, [2, 3])
  })
})

test.each([
  ['ahead', 0.4 * minute],
  ['behind', -0.4 * minute],
])('a clock that is a little %s is good enough', async (_, skewMs) => {
  await setClock(skewMs)
  await expectSigns(person.wallet, person.key, [2, 3])
})

test('a request with the time of a skewed node is refused by the others alone', async () => {
  const { wallet } = person
  await setClock(10 * minute)
  const time = Date.now() + 10 * minute
  const ask = async (party: number) => wallet.ask(party, { path: '/v1/sessions', time })
  expect((await ask(1)).code).toBe('clock-skew')
  expect((await ask(3)).status).toBe(200)
})

import { hashMessage } from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FailpointName } from '../../src/nodes/node/failpoints.ts'
import type { Hex } from '../../src/payloads/encoding/hex.ts'
import { readyKeysAnswer } from '../../src/protocol/endpoints.ts'
import type { ClusterNode } from './support/cluster-node.ts'
import { mintKey } from './support/raw-mint.ts'
import { newPerson, type RawPerson } from './support/raw-person.ts'
import {
  expectSigns,
  headerFor,
  joinAnswers,
  messageRequest,
  presign,
  presignAt,
  shareIn,
  signAt,
} from './support/raw-signing.ts'
import { ShareObserver } from './support/share-observer.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// One node dies at once, without warning, between any two effects that matter. What was promised to
// anybody holds when it is back, and nothing that was used is used again.

const cluster = useCluster({ nodes: 3, node: (party) => (party === 3 ? { faults: {} } : {}) })
const observer = new ShareObserver()
let person: RawPerson
let mortal: ClusterNode

beforeAll(async () => {
  mortal = cluster().node(3)
  person = await newPerson(cluster(), { fetch: observer.fetch })
})

const armed = (point: FailpointName): void => {
  mortal.misbehave({ dieAt: { point } })
}

/** Waits until it has died of what it was told to die of, and raises it again. */
const expectDiesAndRaise = async (): Promise<void> => {
  const deaths = mortal.misdeeds().filter((misdeed) => misdeed === 'dies').length
  expect(await mortal.child.ended).toEqual({ code: null, signal: 'SIGKILL' })
  expect(mortal.misdeeds().filter((misdeed) => misdeed === 'dies').length).toBeGreaterThan(
    deaths - 1,
  )
  mortal.misbehave({})
  mortal.start()
  await cluster().ready()
}

const readyAt = async (party: number): Promise<readonly Hex[]> => {
  const answer = await person.wallet.ask(party, { path: '/v1/keys/ready' })
  return readyKeysAnswer.parse(answer.json).keys.toSorted()
}

describe('while a key is made', () => {
  test.each([
    'dkg.before-checkpoint',
    'dkg.after-checkpoint',
    'dkg.before-result',
    'dkg.after-result',
  ] as const)('at %s no key is lost, and new ones are made', async (point) => {
    const { wallet, key } = person
    armed(point)
    // One is taken out of the pool, so another one is made.
    const minted = await mintKey(cluster(), wallet)
    await expectDiesAndRaise()
    for (const signers of [
      [1, 3],
      [2, 3],
    ]) {
      await expectSigns(wallet, key, signers)
      await expectSigns(wallet, minted, signers)
    }
    // What one of them holds all hold, once whoever was away has asked for what it missed.
    const offered = await waitUntil('all have the same keys ready', async () => {
      const lists = await Promise.all([1, 2, 3].map(readyAt))
      const [first = []] = lists
      return lists.every((keys) => keys.join() === first.join()) && first.length > 0 && first
    })
    const fresh = await mintKey(cluster(), wallet)
    expect(offered).toContain(fresh)
    await expectSigns(wallet, fresh, [1, 3])
  })
})

describe('while a presignature is made', () => {
  test.each(['presign.after-round-1', 'presign.before-ack'] as const)(
    'at %s the presignature is gone, and the next is made',
    async (point) => {
      const { wallet, key } = person
      const header = await headerFor(wallet, key, [1, 3])
      armed(point)
      const asked = Promise.allSettled(
        [1, 3].map(async (party) => presignAt(wallet, party, header)),
      )
      await expectDiesAndRaise()
      const [survivor, dead] = await asked
      expect(dead?.status).toBe('rejected')
      expect(survivor?.status).toBe('fulfilled')
      const late = await presignAt(wallet, 3, header)
      expect(late.code).toBe('stale-header')
      await expectSigns(wallet, key, [1, 3])
    },
  )
})

describe('while a share is given', () => {
  test.each(['sign.before-commit', 'sign.after-commit', 'sign.before-send'] as const)(
    'at %s the presignature is gone, and the same text is signed with another',
    async (point) => {
      const { wallet, key } = person
      const presigned = await presign(wallet, await headerFor(wallet, key, [1, 3]))
      const request = messageRequest(key, `died ${point}`)
      armed(point)
      const asked = signAt(wallet, 3, presigned, request)
      await expect(asked).rejects.toThrow('fetch failed')
      await expectDiesAndRaise()
      const again = await signAt(wallet, 3, presigned, request)
      expect(again.code).toBe('presignature-gone')
      expect(shareIn(again)).toBeUndefined()
      const other = await presign(wallet, await headerFor(wallet, key, [1, 3]))
      const answers = await Promise.all(
        [1, 3].map(async (party) => signAt(wallet, party, other, request)),
      )
      const joined = joinAnswers(other, request, hashMessage(`died ${point}`), answers)
      expect(joined?.kind).toBe('signature')
    },
  )
})

test('no presignature ever served twice', () => {
  expect(observer.shares).toBeGreaterThan(0)
  observer.expectOneEach()
})

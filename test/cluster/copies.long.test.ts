import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readyKeysAnswer } from '../../src/protocol/endpoints.ts'
import { cloneNode } from './support/clone-node.ts'
import { mintKey } from './support/raw-mint.ts'
import { newPerson, type RawPerson } from './support/raw-person.ts'
import {
  expectSigns,
  headerFor,
  messageRequest,
  presign,
  presignAt,
  shareIn,
  signAt,
} from './support/raw-signing.ts'
import { ShareObserver } from './support/share-observer.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// Backups are restored and machines are copied. What must never be used twice stands in no store,
// so a copy has none of it.

const cluster = useCluster({ nodes: 3 })
const observer = new ShareObserver()
let person: RawPerson

beforeAll(async () => {
  const statement = { limits: { livePresignatures: 64 } }
  person = await newPerson(cluster(), { fetch: observer.fetch, statement })
})

const readyAt = async (party: number) => {
  const answer = await person.wallet.ask(party, { path: '/v1/keys/ready' })
  return readyKeysAnswer.parse(answer.json).keys
}

test('a store from an earlier moment: nothing is used again, and what it holds still signs', async () => {
  const { wallet, key } = person
  const node = cluster().node(3)
  const copy = join(cluster().dir, 'copy')
  await node.kill()
  node.copyStore(copy)
  const copied = await readyAt(1)
  node.start()
  await cluster().ready()
  await expectSigns(wallet, key, [1, 3])
  const unused = await presign(wallet, await headerFor(wallet, key, [1, 3]))
  const used = await presign(wallet, await headerFor(wallet, key, [1, 3]))
  const request = messageRequest(key, 'before it was restored')
  expect((await signAt(wallet, 3, used, request)).status).toBe(200)
  await mintKey(cluster(), wallet)
  const publicKey = await waitUntil('a key is made that the copy has not', async () => {
    const lists = await Promise.all([1, 2, 3].map(readyAt))
    return lists[0]?.find(
      (one) => !copied.includes(one) && lists.every((keys) => keys.includes(one)),
    )
  })
  const later = await mintKey(cluster(), wallet, { publicKey })
  await expectSigns(wallet, later, [2, 3])

  await node.kill()
  node.restoreStore(copy)
  node.start()
  await cluster().ready()
  for (const presigned of [unused, used]) {
    const again = await signAt(wallet, 3, presigned, messageRequest(key, 'something else'))
    expect(again.code).toBe('presignature-gone')
    expect(shareIn(again)).toBeUndefined()
    expect((await presignAt(wallet, 3, presigned.header)).code).toBe('stale-header')
  }
  await expectSigns(wallet, key, [1, 3])
  // A key that was made after the copy is as good as before at those who hold it.
  await expectSigns(wallet, later, [1, 2])
  const lost = await presignAt(wallet, 3, await headerFor(wallet, later, [1, 3]))
  expect(lost.code).toBe('unknown-key')
  const fresh = await mintKey(cluster(), wallet)
  await expectSigns(wallet, fresh, [2, 3])
  observer.expectOneEach()
})

test('a second process with the same identity: it is refused, and disturbs nobody', async () => {
  const { wallet, key } = person
  // The lowest party proposes pairs and keys, so a copy of it has the most to say.
  const node = cluster().node(1)
  const presigned = await presign(wallet, await headerFor(wallet, key, [1, 3]))
  const clone = await cloneNode(node)
  const nodes = wallet.deployment.nodes.map((one) =>
    one.party === 1 ? { ...one, walletUrl: clone.url } : one,
  )
  const toClone = wallet.at({ ...wallet.deployment, nodes })
  clone.start()
  try {
    await waitUntil('the copy is refused as what it is', () =>
      [2, 3].every((party) => cluster().node(party).log().includes('other-run')),
    )
    const request = messageRequest(key, 'to the copy')
    const asked = await signAt(toClone, 1, presigned, request)
    expect(asked.code).toBe('presignature-gone')
    expect(shareIn(asked)).toBeUndefined()
    const header = await headerFor(wallet, key, [1, 3])
    const [atClone, ...atOthers] = await Promise.all([
      presignAt(toClone, 1, header),
      presignAt(wallet, 1, header),
      presignAt(wallet, 3, header),
    ])
    expect(atClone.code).toBe('stale-header')
    expect(atOthers.map(({ status }) => status)).toEqual([200, 200])
    // The node itself goes on, and keys are made as before.
    await expectSigns(wallet, key, [1, 2])
    await expectSigns(wallet, await mintKey(cluster(), wallet), [1, 3])
    expect((await signAt(wallet, 1, presigned, request)).status).toBe(200)
  } finally {
    await clone.stop()
  }
  await expectSigns(wallet, key, [1, 3])
  observer.expectOneEach()
})

import { randomBytes } from 'node:crypto'
import type { Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/support/eventually.ts'
import { createCluster, type NodeCluster } from '../../../test/support/node-cluster.ts'
import {
  asker,
  headerFor,
  joinAt,
  newRequest,
  presignAt,
  signAt,
  signOnce,
  type Signers,
} from '../../../test/support/signing-round.ts'
import { activity } from '../../protocol/activity.ts'
import type { ErrorCode } from '../../protocol/error-code.ts'
import { combineBls } from '../../threshold/bls/combine.ts'
import { decodeBlsShare } from '../../threshold/bls/share.ts'
import { headerHash, headerRecord } from '../../threshold/ecdsa/header.ts'
import { openingRecord } from '../../threshold/ecdsa/opening.ts'
import { signatureShareRecord, signShareStatement } from '../../threshold/ecdsa/signature-share.ts'
import type { Identity } from '../../threshold/identity.ts'
import { signEd25519 } from './keys/ed25519.ts'
import { loadNodeKeys } from './keys/load-node-keys.ts'

const refusal = (code: ErrorCode, details: object = {}): Error =>
  expect.objectContaining({
    name: 'ProtocolError',
    code,
    details: expect.objectContaining(details) as object,
  }) as Error

let cluster: NodeCluster
let publicKey: Hex

const signers = (...parties: number[]): Signers =>
  new Map(parties.map((party) => [party, cluster.node(party).signing]))

const get = async (party: number, path: string): Promise<Response> => {
  const { admin } = cluster.node(party).ports
  return fetch(`http://127.0.0.1:${admin}${path}`)
}

/** A requester of its own for each test: what one leaves unused is no concern of another's. */
const newAsker = (live = 2) => ({ requester: randomBytes(8).toString('hex'), live })

beforeAll(async () => {
  cluster = await createCluster(3)
  await Promise.all([1, 2, 3].map(async (party) => cluster.start(party)))
  await cluster.genesis()
  for (const node of cluster.nodes.values()) {
    await eventually('two keys wait', () => node.signing.readyKeys().length >= 2)
  }
  const [first] = cluster.node(1).signing.readyKeys()
  if (first === undefined) throw new Error('a key waits')
  publicKey = first
  await eventually('all pairs are set up', () =>
    [...cluster.nodes.values()].every(({ signing }) => signing.generations().size === 2),
  )
})
afterAll(async () => cluster.stop())

test('every node has the same keys, and tells the same of the network', async () => {
  const keysOf = (party: number): string =>
    String(cluster.node(party).signing.readyKeys().toSorted())
  // While one of them is late with a key, the first makes another.
  await eventually('all have the same keys', () =>
    [2, 3].every((party) => keysOf(party) === keysOf(1)),
  )
  for (const { signing, problems } of cluster.nodes.values()) {
    expect(problems()).toEqual([])
    expect(signing.sharingOf(publicKey)?.threshold).toBe(2)
    expect(signing.networkSharing()?.parties).toEqual([1, 2, 3])
  }
})

test.each([
  [1, 2],
  [1, 3],
  [2, 3],
])('nodes %i and %i sign together', async (a, b) => {
  expect(await signOnce(signers(a, b), publicKey, newAsker())).toBe('signature')
})

test('ten signatures at once, of different sets', async () => {
  const sets = [signers(1, 2), signers(2, 3), signers(1, 3)]
  const kinds = await Promise.all(
    Array.from({ length: 10 }, async (_, i) =>
      signOnce(sets[i % 3] ?? signers(1, 2), publicKey, newAsker()),
    ),
  )
  expect(kinds).toEqual(Array.from({ length: 10 }, () => 'signature'))
})

test('one presignature serves one request: a repeat gets the same bytes, another one nothing', async () => {
  const by = newAsker()
  const set = signers(1, 2)
  const presigned = await presignAt(set, publicKey, by)
  const request = newRequest()
  let commits = 0
  const options = {
    requester: by.requester,
    commit: () => {
      commits++
    },
  }
  const one = cluster.node(1).signing
  const share = signAt(one, presigned, request, options)
  expect(signAt(one, presigned, request, options)).toEqual(share)
  expect(commits).toBe(1)
  const others = [newRequest(), { ...request, requestId: newRequest().requestId }]
  for (const other of others) {
    expect(() => signAt(one, presigned, other, options)).toThrow(refusal('presignature-bound'))
  }
  expect(commits).toBe(1)
})

test('no share leaves when it cannot be counted; the same request may ask again', async () => {
  const by = newAsker()
  const presigned = await presignAt(signers(1, 2), publicKey, by)
  const request = newRequest()
  const { requester } = by
  const one = cluster.node(1).signing
  const failing = () => {
    throw new Error('the disk is full')
  }
  expect(() => signAt(one, presigned, request, { requester, commit: failing })).toThrow('full')
  expect(() => signAt(one, presigned, newRequest(), { requester })).toThrow(
    refusal('presignature-bound'),
  )
  const shares = [1, 2].map((party) =>
    signAt(cluster.node(party).signing, presigned, request, { requester }),
  )
  expect(joinAt(presigned, request, shares).kind).toBe('signature')
})

test('a presignature is of no use to another session', async () => {
  const by = newAsker()
  const presigned = await presignAt(signers(1, 2), publicKey, by)
  const one = cluster.node(1).signing
  const request = newRequest()
  expect(() => signAt(one, presigned, request, { requester: 'another' })).toThrow(
    refusal('not-permitted'),
  )
  expect(signAt(one, presigned, request, { requester: by.requester })).toBeInstanceOf(Uint8Array)
})

test('a session has so many unused presignatures of a key, and more once one is used', async () => {
  const by = newAsker(1)
  const set = signers(1, 2)
  const presigned = await presignAt(set, publicKey, by)
  await expect(presignAt(set, publicKey, by)).rejects.toThrow(refusal('too-many-presignatures'))
  const request = newRequest()
  for (const signing of set.values()) {
    signAt(signing, presigned, request, { requester: by.requester })
  }
  await presignAt(set, publicKey, by)
  // Another session has places of its own.
  await presignAt(set, publicKey, newAsker(1))
})

test('acknowledgements that leave somebody out are refused, and nothing is bound by them', async () => {
  const by = newAsker()
  const presigned = await presignAt(signers(1, 2), publicKey, by)
  const request = newRequest()
  const one = cluster.node(1).signing
  const answers = new Map([...presigned.answers].filter(([party]) => party === 1))
  expect(() =>
    signAt(one, { ...presigned, answers }, request, { requester: by.requester }),
  ).toThrow(refusal('acknowledgements-differ'))
  expect(signAt(one, presigned, newRequest(), { requester: by.requester }).length).toBeGreaterThan(
    0,
  )
})

test('acknowledgements of another presignature are refused', async () => {
  const by = newAsker(3)
  const [first, second] = await Promise.all([
    presignAt(signers(1, 2), publicKey, by),
    presignAt(signers(1, 2), publicKey, by),
  ])
  const mixed = { ...first, answers: second.answers }
  const { requester } = by
  expect(() => signAt(cluster.node(1).signing, mixed, newRequest(), { requester })).toThrow(
    refusal('acknowledgements-differ'),
  )
})

test('a header of other times is refused with what it has to name now, and costs nothing', async () => {
  const set = signers(1, 2)
  const one = cluster.node(1).signing
  const good = headerFor(set, publicKey)
  const ask = async (change: Partial<typeof good>) =>
    one.presign(headerRecord.encode({ ...good, ...change }), newAsker())
  const wrong = new Uint8Array(16)
  const current = { party: 1, epoch: good.epoch }
  await expect(ask({ epoch: good.epoch + 1 })).rejects.toThrow(refusal('stale-header', current))
  await expect(ask({ boots: [wrong, wrong] })).rejects.toThrow(refusal('stale-header', current))
  await expect(ask({ generations: [wrong] })).rejects.toThrow(refusal('stale-header', current))
  await expect(ask({ signers: [2, 3] })).rejects.toThrow(refusal('wrong-node'))
  await expect(ask({ signers: [1, 9] })).rejects.toThrow(refusal('bad-request'))
  await expect(ask({ signers: [2, 1] })).rejects.toThrow(refusal('bad-request'))
  await expect(one.presign(Uint8Array.of(1, 2), newAsker())).rejects.toThrow(refusal('bad-request'))
  expect((await presignAt(set, publicKey, newAsker(), good)).answers.size).toBe(2)
  await expect(presignAt(set, publicKey, newAsker(), good)).rejects.toThrow(refusal('bad-request'))
})

test('a key that nobody made is unknown, to sign with and to mint', async () => {
  const one = cluster.node(1).signing
  const header = headerFor(signers(1, 2), publicKey)
  const stranger = { ...header, key: header.key.add(header.key) }
  const other: Hex = `0x${Buffer.from(stranger.key.toBytes(false)).toString('hex')}`
  await expect(one.presign(headerRecord.encode(stranger), newAsker())).rejects.toThrow(
    refusal('unknown-key'),
  )
  expect(() => one.bindReadyKey(other, '0x01', Date.now() / 1000 + 60)).toThrow(
    refusal('unknown-key'),
  )
  expect(one.sharingOf(other)).toBeUndefined()
})

test('a signer that was not asked keeps nobody waiting for ever, and is named', async () => {
  const header = headerFor(signers(1, 2), publicKey)
  await expect(
    cluster.node(1).signing.presign(headerRecord.encode(header), newAsker()),
  ).rejects.toThrow(refusal('ceremony-timeout', { waitingFor: [2] }))
  expect(await signOnce(signers(1, 2), publicKey, newAsker())).toBe('signature')
})

test('shares that do not join are opened, once; shares that join are not', async () => {
  const by = newAsker()
  const { requester } = by
  const set = signers(1, 2)
  const presigned = await presignAt(set, publicKey, by)
  const request = newRequest()
  const shares = [...set.values()].map((signing) =>
    signAt(signing, presigned, request, { requester }),
  )
  const presignature = headerHash(presigned.header)
  const openWith = (shown: readonly Uint8Array[]) =>
    cluster.node(1).signing.open({ presignature, publicKey, ...request, shares: shown, requester })
  expect(() => openWith(shares)).toThrow(refusal('opening-refused'))
  expect(() => openWith([Uint8Array.of(1)])).toThrow(refusal('bad-request'))

  // Node 2 lies, and signs for it.
  const { identity } = loadNodeKeys(cluster.dirOf(2))
  const lying: Identity = { sign: (message) => signEd25519(identity, message), verify: () => true }
  const [honest, other] = shares.map((share) => signatureShareRecord.decode(share))
  if (honest === undefined || other === undefined) throw new Error('there are two shares')
  const { signature: _, ...said } = other
  const lie = signShareStatement(lying, { ...said, u: said.u + 1n })
  const failed = [honest, lie].map((share) => signatureShareRecord.encode(share))
  expect(joinAt(presigned, request, failed).kind).toBe('wrong-share')
  expect(openingRecord.decode(openWith(failed)).statement.party).toBe(1)
  expect(() => openWith(failed)).toThrow(refusal('opening-refused'))
})

test('network shares are given, and join to the network’s signature', () => {
  const message = Uint8Array.of(1, 2, 3)
  const sharing = cluster.node(1).signing.networkSharing()
  if (sharing === undefined) throw new Error('there is a network key')
  const shares = [1, 3].map((party) => {
    const share = cluster.node(party).signing.networkShare('node-set', message)
    return decodeBlsShare(party, share, { proven: true })
  })
  expect(combineBls({ sharing, purpose: 'node-set', message, shares }).wrong).toEqual([])
})

test('the operator is told how it stands', async () => {
  expect(await (await get(1, '/health')).json()).toEqual({ up: true })
  expect((await get(1, '/ready')).status).toBe(200)
  const metrics = await (await get(1, '/metrics')).text()
  for (const name of [
    'assent_ready 1',
    'assent_pairs_live 2',
    'assent_signatures_total',
    'process_resident_memory_bytes',
  ]) {
    expect(metrics).toContain(name)
  }
  const shown = activity.parse(await (await get(1, '/activity')).json())
  expect(shown.peers.every(({ connected, paired }) => connected && paired)).toBe(true)
  expect(shown.signatures.length).toBeGreaterThan(0)
  expect(shown.ceremonies.some(({ kind }) => kind === 'presignature')).toBe(true)
  expect((await get(1, '/store')).status).toBe(404)
})

test('a second node on one store is refused, and the first goes on', async () => {
  await expect(cluster.start(1)).rejects.toMatchObject({ name: 'StoreError', code: 'locked' })
  expect(cluster.node(1).problems()).toEqual([])
})

test('a node that was restarted has its keys and nothing of its presignatures', async () => {
  const by = newAsker()
  const presigned = await presignAt(signers(1, 2), publicKey, by)
  const before = cluster.node(2).signing
  const keys = before.readyKeys()
  await cluster.stopNode(2)
  await eventually('the others see it gone', async () => {
    const shown = activity.parse(await (await get(1, '/activity')).json())
    return shown.peers.some(({ party, connected }) => party === 2 && !connected)
  })
  await expect(
    cluster.node(1).signing.presign(headerRecord.encode(presigned.header), newAsker()),
  ).rejects.toThrow(refusal('peer-unreachable', { party: 2 }))
  expect(await signOnce(signers(1, 3), publicKey, newAsker())).toBe('signature')

  await cluster.start(2)
  const after = cluster.node(2).signing
  expect(after.bootId).not.toEqual(before.bootId)
  for (const key of keys) expect(after.readyKeys()).toContain(key)
  expect(() => signAt(after, presigned, newRequest(), by)).toThrow(refusal('presignature-gone'))
  await cluster.ready()
  await eventually('the pairs are set up anew', () => after.generations().size === 2)
  await eventually('on both sides', () => cluster.node(1).signing.generations().has(2))
  // What node 1 had made with the earlier run is burned.
  expect(() => signAt(cluster.node(1).signing, presigned, newRequest(), by)).toThrow(
    refusal('presignature-gone'),
  )
  await expect(after.presign(headerRecord.encode(presigned.header), newAsker())).rejects.toThrow(
    refusal('stale-header', { party: 2 }),
  )
  expect(await signOnce(signers(1, 2), publicKey, newAsker())).toBe('signature')
})

test('a key is bound for one mint, and the pool is filled again', async () => {
  const [, second] = cluster.node(1).signing.readyKeys()
  if (second === undefined) throw new Error('two keys wait')
  const until = Math.floor(Date.now() / 1000) + 600
  for (const { signing } of cluster.nodes.values()) {
    signing.bindReadyKey(second, '0x01', until)
    signing.bindReadyKey(second, '0x01', until)
    expect(() => signing.bindReadyKey(second, '0x02', until)).toThrow(refusal('key-taken'))
    expect(signing.readyKeys()).not.toContain(second)
  }
  for (const { signing } of cluster.nodes.values()) {
    await eventually('another key is made', () => signing.readyKeys().length >= 2)
    signing.markMinted(second)
    expect(() => signing.bindReadyKey(second, '0x01', until)).toThrow(refusal('key-taken'))
  }
  expect(await signOnce(signers(2, 3), second, asker)).toBe('signature')
})

import { hashMessage } from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Certificate, SignedCertificate } from '../../src/protocol/certificate.ts'
import { hashBody, requestBytes } from '../../src/protocol/request.ts'
import type { Session } from '../../src/quorum/sessions/session.ts'
import { openPresignature } from '../../src/quorum/signing/open-presignature.ts'
import { anotherDevice } from './support/person.ts'
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
import { randomHex, RawWallet } from './support/raw-wallet.ts'
import { ShareObserver } from './support/share-observer.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// Whatever was said once can be said again by whoever heard it: to another node, a second time, for
// another session, key or text. It is worth nothing there.

const cluster = useCluster({ nodes: 3, pool: 4 })
const observer = new ShareObserver()
let person: RawPerson
let neighbour: RawPerson

beforeAll(async () => {
  const statement = { limits: { livePresignatures: 64 } }
  person = await newPerson(cluster(), { fetch: observer.fetch, statement })
  neighbour = await newPerson(cluster(), { fetch: observer.fetch, statement })
})

const refusedBy = (code: string): readonly string[] => [code, code, code]

const signedOf = ({ certificate }: RawWallet): SignedCertificate => {
  if (certificate === undefined) throw new Error('sign in first')
  return certificate
}

describe('a request', () => {
  test('to one node is refused by every other one', async () => {
    const question = { path: '/v1/sessions', node: 1 }
    const answers = await person.wallet.askAll(question)
    expect(answers.map(({ answer }) => answer.code)).toEqual([
      undefined,
      'wrong-node',
      'wrong-node',
    ])
  })

  test('that names a node, with the signature for another one, is refused', async () => {
    const { wallet } = person
    const [id, time] = [randomHex(32), Date.now()]
    const path = '/v1/sessions'
    const bodyHash = hashBody(new Uint8Array())
    const said = { nodeSet: wallet.nodeSet, node: 1, id, time, method: 'GET', path, bodyHash }
    const signature = wallet.sign(requestBytes(said))
    const asked = { path, id, time, signature }
    expect((await wallet.ask(2, asked)).code).toBe('bad-signature')
    expect((await wallet.ask(1, asked)).status).toBe(200)
  })

  test('is taken once', async () => {
    const asked = { path: '/v1/sessions', id: randomHex(32), time: Date.now() }
    expect((await person.wallet.ask(1, asked)).status).toBe(200)
    expect((await person.wallet.ask(1, asked)).code).toBe('replayed')
    const later = { ...asked, time: asked.time + 1 }
    expect((await person.wallet.ask(1, later)).code).toBe('replayed')
    expect((await person.wallet.ask(1, { ...asked, id: randomHex(32) })).status).toBe(200)
  })

  test('is taken once, when many copies come together', async () => {
    const asked = { path: '/v1/sessions', id: randomHex(32), time: Date.now() }
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => person.wallet.ask(2, asked)),
    )
    const codes = answers.map(({ code }) => code ?? 'taken').toSorted()
    expect(codes).toEqual([...Array.from({ length: 7 }, () => 'replayed'), 'taken'])
  })

  test('with the certificate of another session is refused', async () => {
    const { certificate } = neighbour.wallet
    const answers = await person.wallet.askAll({ path: '/v1/sessions', certificate })
    expect(answers.map(({ answer }) => answer.code)).toEqual(refusedBy('bad-signature'))
    const own = await person.wallet.askAll({ path: '/v1/sessions' })
    expect(own.map(({ answer }) => answer.status)).toEqual([200, 200, 200])
  })

  test.each<[string, (neighbour: Certificate) => Partial<Certificate>]>([
    ['key', ({ sessionKey }) => ({ sessionKey })],
    ['login', ({ identity }) => ({ identity })],
    ['ability', () => ({ abilities: ['manage', 'sign'] })],
    ['expiry', ({ expiresAt }) => ({ expiresAt: expiresAt + 60 })],
    ['limit', () => ({ limits: {} })],
  ])('with a certificate that was changed to another %s is refused', async (what, change) => {
    const { certificate, signature } = signedOf(person.wallet)
    const changed = { ...certificate, ...change(signedOf(neighbour.wallet).certificate) }
    const asker = what === 'key' ? neighbour.wallet : person.wallet
    const answers = await asker.askAll({
      path: '/v1/sessions',
      certificate: { certificate: changed, signature },
    })
    expect(answers.map(({ answer }) => answer.code)).toEqual(refusedBy('bad-certificate'))
  })
})

describe('a presignature', () => {
  test('of one key gives no share for another', async () => {
    const { wallet, key } = person
    const other = await mintKey(cluster(), wallet)
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    for (const party of [1, 2]) {
      const answer = await signAt(wallet, party, presigned, messageRequest(other, 'for another'))
      expect(answer.code).toBe('bad-request')
      expect(shareIn(answer)).toBeUndefined()
    }
    const request = messageRequest(key, 'for its own')
    const answers = await Promise.all(
      [1, 2].map(async (party) => signAt(wallet, party, presigned, request)),
    )
    const joined = joinAnswers(presigned, request, hashMessage('for its own'), answers)
    expect(joined?.kind).toBe('signature')
  })

  test('of one session gives no share to another one, of the same login either', async () => {
    const { wallet, key, account } = person
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 3]))
    const device = new RawWallet(cluster().deployment, { fetch: observer.fetch })
    await device.signIn(account)
    const request = messageRequest(key, 'on another device')
    for (const party of [1, 3]) {
      const answer = await signAt(device, party, presigned, request)
      expect(answer.code).toBe('not-permitted')
      expect((await signAt(wallet, party, presigned, request)).status).toBe(200)
    }
  })

  test('serves one text under one request id, and the same share again for an exact repeat', async () => {
    const { wallet, key } = person
    const presigned = await presign(wallet, await headerFor(wallet, key, [2, 3]))
    const request = messageRequest(key, 'the first')
    const first = await signAt(wallet, 2, presigned, request)
    expect(first.status).toBe(200)
    const others = [
      { ...request, payload: messageRequest(key, 'the second').payload },
      { ...request, requestId: randomHex(32) },
      messageRequest(key, 'another one'),
    ]
    for (const other of others) {
      const answer = await signAt(wallet, 2, presigned, other)
      expect(answer.code).toBe('presignature-bound')
      expect(shareIn(answer)).toBeUndefined()
    }
    const again = await signAt(wallet, 2, presigned, request)
    expect(again.json).toEqual(first.json)
    const last = await signAt(wallet, 3, presigned, request)
    const joined = joinAnswers(presigned, request, hashMessage('the first'), [again, last])
    expect(joined?.kind).toBe('signature')
  })

  test('is made once of a header', async () => {
    const { wallet, key } = person
    const header = await headerFor(wallet, key, [1, 2])
    await presign(wallet, header)
    const answers = await Promise.all([1, 2].map(async (party) => presignAt(wallet, party, header)))
    expect(answers.map(({ code }) => code)).toEqual(['bad-request', 'bad-request'])
    await expectSigns(wallet, key, [1, 2])
  })
})

describe('an answer', () => {
  /** Late ones are left out, so one look alone tells of nobody that they are not taken. */
  const answering = async ({ network }: Session): Promise<readonly number[]> => {
    const statuses = await network.statuses({ fresh: true })
    return statuses.map(({ party }) => party)
  }

  const allAnswer = async (session: Session): Promise<void> => {
    await waitUntil('all answer', async () => (await answering(session)).length === 3)
  }

  test('of one node is not taken for another’s', async () => {
    const [first, second] = cluster().nodes
    if (first === undefined || second === undefined) throw new Error('there are three nodes')
    let mixed = false
    const { session, events } = await anotherDevice(cluster(), person.account, {
      // What is asked of the first is answered by the second, word for word.
      fetch: async (input, init) =>
        fetch(mixed ? input.replace(first.url, second.url) : input, init),
    })
    mixed = true
    const unsigned = () =>
      events.flatMap((event) =>
        event.kind === 'node-failed' && event.reason.includes('not signed with its identity key')
          ? [event.node]
          : [],
      )
    const taken = new Set<number>()
    await waitUntil('the others answer, and the first is refused', async () => {
      const parties = await answering(session)
      for (const party of parties) taken.add(party)
      return parties.length >= 2 && unsigned().length > 0
    })
    expect(taken).toEqual(new Set([2, 3]))
    expect(new Set(unsigned())).toEqual(new Set([1]))
    const presignature = await openPresignature(session, { publicKey: person.key })
    expect(presignature.signers).toEqual([2, 3])
    mixed = false
    await allAnswer(session)
  })

  test('to one question is not taken for the answer to another', async () => {
    const kept = new Map<string, Response>()
    let old = false
    const { session } = await anotherDevice(cluster(), person.account, {
      fetch: async (input, init) => {
        const before = kept.get(input)
        if (old && before !== undefined) return before.clone()
        const answer = await fetch(input, init)
        if (input.endsWith('/v1/status')) kept.set(input, answer.clone())
        return answer
      },
    })
    await allAnswer(session)
    old = true
    expect(await answering(session)).toEqual([])
    old = false
    await allAnswer(session)
  })
})

test('no presignature ever served twice', () => {
  expect(observer.shares).toBeGreaterThan(0)
  observer.expectOneEach()
})

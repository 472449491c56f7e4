import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { identityOf } from '../../test/support/identities.ts'
import {
  altered,
  dead,
  frozen,
  on,
  stageNodes,
  type QuorumStage,
} from '../../test/support/quorum-stage.ts'
import { systemRandom } from '../../test/support/randomness.ts'
import type { PresignAnswer, SignAsk, Signing } from '../nodes/node/ceremonies/signing.ts'
import { ProtocolError } from '../protocol/protocol-error.ts'
import type { Call } from '../registry/contracts.ts'
import { acknowledge, acknowledgementRecord } from '../threshold/ecdsa/acknowledgement.ts'
import {
  contributionRecord,
  presignTranscript,
  signContribution,
} from '../threshold/ecdsa/contribution.ts'
import { headerHash, headerRecord } from '../threshold/ecdsa/header.ts'
import { signatureShareRecord, signShareStatement } from '../threshold/ecdsa/signature-share.ts'
import { decompress, secp256k1 } from '../threshold/groups/secp256k1.ts'
import type { QuorumEvent } from './events.ts'
import type { Key } from './keys/key.ts'
import { mintKey } from './keys/mint-key.ts'
import { connect } from './network/connect.ts'
import { endSession } from './sessions/end-session.ts'
import { sessionSignerOf } from './sessions/session-key.ts'
import type { Session } from './sessions/session.ts'
import { openSession } from './sessions/session.ts'
import { signInWithAccount } from './sessions/sign-in-with-account.ts'
import { openPresignature } from './signing/open-presignature.ts'
import { sign } from './signing/sign.ts'

let stage: QuorumStage
let first: Session
let key: Key
let events: QuorumEvent[]

const person = privateKeyToAccount(generatePrivateKey())
const hello = { kind: 'personal-message', bytes: '0x68656c6c6f' } as const
const { order } = secp256k1

beforeAll(async () => {
  stage = await stageNodes({ keys: 4 })
  first = await signInWithAccount(await fresh(), person)
  key = await mintKey(first, { send: stage.send })
})
afterEach(() => stage.heal())
afterAll(async () => stage.close())

/** A client that has met no trouble yet. */
const fresh = async () => {
  events = []
  const { deployment, fetch } = stage
  return connect({ deployment, fetch, onEvent: (event) => void events.push(event) })
}

/** The same session, in such a client. */
const again = async (): Promise<Session> => {
  const { pair, userPubkey, ...signed } = first.stored
  const network = await fresh()
  // So that the trouble with node 2 is met before node 3 is asked.
  network.health.failed(3)
  return openSession(network, await sessionSignerOf(pair), signed, userPubkey)
}

const named = () =>
  events.flatMap((event) => (event.kind === 'liar' ? [[event.node, event.lie] as const] : []))

const codeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'taken',
    (error: { code?: unknown }) => error.code ?? error,
  )

describe('one of three nodes', () => {
  test.each([
    ['is dead', dead],
    ['is frozen', frozen],
    ['is frozen when asked to prepare', on(/presignatures/, frozen)],
    ['is frozen when asked for its share', on(/signatures/, frozen)],
    ['dies when asked for its share', on(/signatures/, dead)],
    [
      'answers without a signature',
      altered(({ headers }) => {
        headers.delete('assent-answer')
        return { headers }
      }),
    ],
    ['has its answers changed on the way', altered(({ body }) => ({ body: `${body} ` }))],
    ['has its status changed on the way', altered(() => ({ status: 500 }))],
    ['answers with nonsense', altered(() => ({ body: '<html>', status: 200 }))],
  ])('%s, and signing goes on', async (_, wire) => {
    const session = await again()
    stage.between(2, wire)
    const lit: string[] = []
    const { signers } = await sign(session, key, hello, {
      onProgress: ({ node, state }) => lit.push(`${node} ${state}`),
    })
    expect(signers).toEqual([1, 3])
    expect(named()).toEqual([])
  })

  test('is dead, and people sign in and mint', async () => {
    stage.between(1, dead)
    const session = await signInWithAccount(
      await fresh(),
      privateKeyToAccount(generatePrivateKey()),
    )
    expect(await mintKey(session, { send: stage.send })).toMatchObject({ control: 'own' })
  })

  test('was restarted, and what was prepared is made anew', async () => {
    const session = await again()
    await openPresignature(session, key)
    const presign: Signing['presign'] = async () => {
      stage.heal()
      throw new ProtocolError('stale-header', 'restarted')
    }
    const sign_: Signing['sign'] = () => {
      throw new ProtocolError('presignature-gone', 'restarted')
    }
    stage.corrupt(1, () => ({ presign, sign: sign_ }))
    stage.corrupt(2, () => ({ presign, sign: sign_ }))
    expect(await codeOf(sign(session, key, hello))).toBe('taken')
  })
})

describe('too few nodes', () => {
  test('are a clear error within the deadline, and nothing is signed', async () => {
    const session = await again()
    stage.between(1, dead)
    stage.between(2, frozen)
    stage.asked.length = 0
    const attempt = sign(session, key, hello, { within: 2000 })
    await expect(attempt).rejects.toMatchObject({ code: 'below-threshold' })
    expect(stage.asked.filter(({ path }) => path === '/v1/signatures')).toEqual([])
  })

  test('are told as such when they went one after the other', async () => {
    const session = await again()
    stage.between(3, dead)
    expect((await sign(session, key, hello)).signers).toEqual([1, 2])
    stage.between(2, dead)
    await expect(sign(session, key, hello)).rejects.toMatchObject({ code: 'below-threshold' })
  })

  test('cannot be told from no network when none answers', async () => {
    for (const party of [1, 2, 3]) stage.between(party, dead)
    expect(await codeOf(fresh())).toBe('no-network')
  })

  test('do not lose a mint that was sent', async () => {
    const session = await signInWithAccount(
      await fresh(),
      privateKeyToAccount(generatePrivateKey()),
    )
    let lost = 0
    const send = async (call: Call): Promise<void> => {
      await stage.send(call)
      for (const party of [1, 2, 3]) {
        stage.between(party, async (pass) => {
          lost += 1
          if (lost > 6) stage.heal()
          return dead(pass, { path: '', init: {} })
        })
      }
    }
    expect(await mintKey(session, { send })).toMatchObject({ control: 'own' })
    expect(lost).toBeGreaterThan(6)
  })

  test('do not end a session, and say so', async () => {
    const session = await again()
    stage.between(1, dead)
    stage.between(2, dead)
    const attempt = endSession(session, `0x${'11'.repeat(32)}`)
    await expect(attempt).rejects.toMatchObject({ code: 'below-threshold' })
  })
})

/** What a share says, changed and signed by its node. */
const restated =
  (party: number, change: (said: { u: bigint; binding: Uint8Array }) => object) =>
  (honest: Signing): Pick<Signing, 'sign'> => ({
    sign(ask, commit) {
      const { signature: _, ...said } = signatureShareRecord.decode(honest.sign(ask, commit))
      const changed = { ...said, ...change(said) }
      return signatureShareRecord.encode(signShareStatement(identityOf(party), changed))
    },
  })

/** A liar that opens all the same, since what it holds is right: only what it sent is not. */
const opening =
  (party: number) =>
  (honest: Signing): Pick<Signing, 'sign' | 'open'> => {
    let sent: Uint8Array | undefined
    return {
      sign(ask: SignAsk, commit) {
        sent = honest.sign(ask, commit)
        return restated(party, ({ u }) => ({ u: (u + 1n) % order }))({
          ...honest,
          sign: () => sent ?? new Uint8Array(),
        }).sign(ask, commit)
      },
      open(ask) {
        const shares = ask.shares.map((bytes) => {
          const share = signatureShareRecord.decode(bytes)
          if (share.party === party) return sent ?? bytes
          const { signature: _, ...said } = share
          const other = { ...said, u: (said.u + 1n) % order }
          return signatureShareRecord.encode(signShareStatement(identityOf(share.party), other))
        })
        return honest.open({ ...ask, shares })
      },
    }
  }

/** Another nonce of its own than it told the others, in all that it tells the wallet. */
const twoStories =
  (party: number) =>
  (honest: Signing): Pick<Signing, 'presign'> => ({
    async presign(encoded, asker): Promise<PresignAnswer> {
      const hash = headerHash(headerRecord.decode(encoded))
      const answer = await honest.presign(encoded, asker)
      const contributions = answer.contributions.map((bytes) => {
        const said = contributionRecord.decode(bytes)
        if (said.party !== party) return said
        const nonce = secp256k1.base.add(decompress(said.nonce))
        return signContribution(identityOf(party), hash, party, {
          nonce,
          keyShare: decompress(said.keyShare),
        })
      })
      const transcript = presignTranscript(hash, contributions)
      const nonce = contributions.reduce(
        (sum, one) => sum.add(decompress(one.nonce)),
        secp256k1.zero,
      )
      return {
        contributions: contributions.map((one) => contributionRecord.encode(one)),
        transcript,
        nonce: secp256k1.encodePoint(nonce),
        acknowledgement: acknowledgementRecord.encode(
          acknowledge(identityOf(party), party, transcript),
        ),
      }
    },
  })

const badAcknowledgement = (honest: Signing): Pick<Signing, 'presign'> => ({
  async presign(encoded, asker) {
    const answer = await honest.presign(encoded, asker)
    const said = acknowledgementRecord.decode(answer.acknowledgement)
    return {
      ...answer,
      acknowledgement: acknowledgementRecord.encode({ ...said, signature: systemRandom(64) }),
    }
  },
})

describe('a node that lies is named, and signing goes on without it', () => {
  const lies: readonly [
    string,
    string,
    (party: number) => (honest: Signing) => Partial<Signing>,
  ][] = [
    ['in its share, and opens', 'wrong-share', opening],
    [
      'in its share, and does not open',
      'no-opening',
      (party) => (honest) => ({
        ...restated(party, ({ u }) => ({ u: (u + 1n) % order }))(honest),
        open() {
          throw new ProtocolError('opening-refused', 'I would rather not')
        },
      }),
    ],
    [
      'about what it was asked',
      'other-request',
      (party) => restated(party, ({ binding }) => ({ binding: binding.map((byte) => byte ^ 1) })),
    ],
    ['about its nonce', 'two-stories', twoStories],
    ['in its acknowledgement', 'bad-acknowledgement', () => badAcknowledgement],
  ]
  test.each(lies)('%s: %s', async (_, lie, lying) => {
    const session = await again()
    const liar = 2
    stage.corrupt(liar, lying(liar))
    for (const party of [1, 3]) {
      stage.corrupt(party, (honest) => ({
        sign(ask, commit) {
          try {
            return honest.sign(ask, commit)
          } catch (error) {
            if (error instanceof ProtocolError) throw error
            throw new ProtocolError('acknowledgements-differ', String(error))
          }
        },
      }))
    }
    const { signers } = await sign(session, key, hello)
    expect(signers).toEqual([1, 3])
    expect(named()).toEqual([[liar, lie]])
    await sign(session, key, hello)
    expect(named()).toHaveLength(1)
  })

  test('in its share of a certificate', async () => {
    const network = await fresh()
    stage.corrupt(1, (honest) => ({
      networkShare: (purpose) => honest.networkShare(purpose, new Uint8Array([1])),
    }))
    const session = await signInWithAccount(network, person)
    expect(named()).toEqual([[1, 'wrong-network-share']])
    stage.heal()
    expect(await codeOf(sign(session, key, hello))).toBe('taken')
  })

  test('in its share of a node set, and of a key', async () => {
    stage.corrupt(3, (honest) => ({
      networkShare: (purpose) => honest.networkShare(purpose, new Uint8Array([1])),
    }))
    const session = await again()
    expect(await codeOf(sign(session, key, hello))).toBe('taken')
  })
})

describe('a node that refuses alone', () => {
  test('keeps nobody from signing', async () => {
    const session = await again()
    stage.corrupt(2, () => ({
      presign: async () => Promise.reject(new ProtocolError('not-permitted', 'I say so')),
    }))
    expect((await sign(session, key, hello)).signers).toEqual([1, 3])
  })

  test('and two of three keep everybody, with what they said', async () => {
    const session = await again()
    for (const party of [2, 3]) {
      stage.corrupt(party, () => ({
        presign: async () => Promise.reject(new ProtocolError('not-permitted', 'We say so')),
      }))
    }
    const attempt = sign(session, key, hello)
    await expect(attempt).rejects.toMatchObject({ code: 'refused' })
    await expect(attempt).rejects.toThrow('We say so')
  })
})

test('nodes that say when to come back are asked again then', async () => {
  const session = await again()
  let times = 0
  for (const party of [1, 2, 3]) {
    stage.corrupt(party, (honest) => ({
      presign: async (header, asker) => {
        times += 1
        if (times > 2) return honest.presign(header, asker)
        throw new ProtocolError('not-permitted', 'not final yet', { retryAfter: 0.1 })
      },
    }))
  }
  expect(await codeOf(sign(session, key, hello, { attempts: 1 }))).toBe('taken')
})

test('whoever gives up is let go', async () => {
  const session = await again()
  for (const party of [1, 2, 3]) stage.between(party, on(/presignatures/, frozen))
  const giveUp = new AbortController()
  const attempt = sign(session, key, hello, { signal: giveUp.signal })
  giveUp.abort()
  expect(await codeOf(attempt)).toBe('aborted')
})

test('a node that its peers cannot reach is found by trying', async () => {
  const session = await again()
  for (const party of [1, 2, 3]) {
    stage.corrupt(party, (honest) => ({
      presign: async (header, asker) =>
        headerRecord.decode(header).signers.includes(2)
          ? new Promise(() => {})
          : honest.presign(header, asker),
    }))
  }
  expect((await sign(session, key, hello)).signers).toEqual([1, 3])
})

import { hashMessage } from 'viem'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Hex } from '../../src/payloads/encoding/hex.ts'
import { statusAnswer } from '../../src/protocol/endpoints.ts'
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
import { randomHex, type RawWallet } from './support/raw-wallet.ts'
import { useCluster } from './support/use-cluster.ts'

// A wallet carries headers, payloads, acknowledgements and shares between signers, and may lie in
// all of them. What it must not get is two shares that join for what not both agreed to; what it
// must not do is harm anybody else.

const cluster = useCluster({ nodes: 3 })

let liar: RawPerson
let honest: RawPerson

beforeAll(async () => {
  // Enough at once that none of these tests waits for what another left unused.
  liar = await newPerson(cluster(), { statement: { limits: { livePresignatures: 64 } } })
  honest = await newPerson(cluster())
})

const pairsOf = async (wallet: RawWallet) =>
  Promise.all(
    cluster().nodes.map(async ({ party }) => {
      const { pairs } = statusAnswer.parse((await wallet.ask(party, { path: '/v1/status' })).json)
      return pairs.toSorted((a, b) => a.party - b.party)
    }),
  )

describe('different headers', () => {
  test('fail for who sent them, while another wallet signs, and no pair is lost', async () => {
    const before = await pairsOf(liar.wallet)
    const header = await headerFor(liar.wallet, liar.key, [1, 2])
    const other = { ...header, id: header.id.map((byte) => byte ^ 1) }
    const split = Promise.all([presignAt(liar.wallet, 1, header), presignAt(liar.wallet, 2, other)])
    await expectSigns(honest.wallet, honest.key, [1, 2], 'meanwhile')
    const answers = await split
    expect(answers.map(({ code }) => code)).toEqual(['ceremony-timeout', 'ceremony-timeout'])
    expect(await pairsOf(liar.wallet)).toEqual(before)
    await expectSigns(honest.wallet, honest.key, [1, 2], 'after it')
    await expectSigns(liar.wallet, liar.key, [1, 2], 'the liar, once it says one thing')
  })

  test('of a boot that is over are refused with the one that is', async () => {
    const header = await headerFor(liar.wallet, liar.key, [1, 3])
    const boots = header.boots.map((boot) => boot.map((byte) => byte ^ 1))
    const answers = await Promise.all(
      [1, 3].map(async (party) => presignAt(liar.wallet, party, { ...header, boots })),
    )
    expect(answers.map(({ code }) => code)).toEqual(['stale-header', 'stale-header'])
    await expectSigns(liar.wallet, liar.key, [1, 3], 'with boots of now')
  })

  test('for two keys under one id make two presignatures or none, and both can sign', async () => {
    const header = await headerFor(liar.wallet, liar.key, [2, 3])
    const foreign = await headerFor(liar.wallet, honest.key, [2, 3], { id: header.id })
    expect((await presignAt(liar.wallet, 2, foreign)).code).toBe('not-permitted')
    await expectSigns(honest.wallet, honest.key, [2, 3], 'not touched by it')
  })
})

describe('different payloads', () => {
  test('get shares that do not join, and nobody can have the other one', async () => {
    const { wallet, key } = liar
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const [one, two] = [messageRequest(key, 'one'), messageRequest(key, 'two')]
    const answers = [
      await signAt(wallet, 1, presigned, one),
      await signAt(wallet, 2, presigned, { ...two, requestId: one.requestId }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    for (const text of ['one', 'two']) {
      expect(joinAnswers(presigned, one, hashMessage(text), answers)?.kind).toBe('other-request')
    }
    const again = await signAt(wallet, 1, presigned, { ...two, requestId: one.requestId })
    expect(again.code).toBe('presignature-bound')
    expect((await signAt(wallet, 2, presigned, one)).code).toBe('presignature-bound')
    await expectSigns(liar.wallet, liar.key, [1, 2], 'one payload for both')
  })

  test('under another request id are as different', async () => {
    const { wallet, key } = liar
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const request = messageRequest(key, 'the same text')
    const first = await signAt(wallet, 1, presigned, request)
    expect(first.status).toBe(200)
    const other = await signAt(wallet, 1, presigned, { ...request, requestId: randomHex(32) })
    expect(other.code).toBe('presignature-bound')
    const repeated = await signAt(wallet, 1, presigned, request)
    expect(repeated.json).toEqual(first.json)
  })
})

describe('acknowledgements', () => {
  test('of another presignature, missing, or one twice: no share leaves', async () => {
    const { wallet, key } = liar
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const other = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const request = messageRequest(key, 'agreed')
    const [first = '0x', second = '0x'] = presigned.acknowledgements
    const wrong: readonly (readonly Hex[])[] = [
      other.acknowledgements,
      [first],
      [first, first],
      [first, second, second],
      [first, other.acknowledgements[1] ?? '0x'],
      [],
    ]
    for (const acknowledgements of wrong) {
      const answer = await signAt(wallet, 1, presigned, request, { acknowledgements })
      expect(answer.code).toBe('acknowledgements-differ')
      expect(shareIn(answer)).toBeUndefined()
    }
    const answers = [
      await signAt(wallet, 1, presigned, request),
      await signAt(wallet, 2, presigned, request),
    ]
    expect(joinAnswers(presigned, request, hashMessage('agreed'), answers)?.kind).toBe('signature')
  })
})

describe('somebody else’s presignature', () => {
  test('serves nobody but the session that had it made', async () => {
    const presigned = await presign(liar.wallet, await headerFor(liar.wallet, liar.key, [1, 2]))
    const stolen = await signAt(honest.wallet, 1, presigned, messageRequest(honest.key, 'mine'))
    expect(stolen.status).toBeGreaterThanOrEqual(400)
    const foreign = await signAt(honest.wallet, 1, presigned, messageRequest(liar.key, 'mine'))
    expect(foreign.code).toBe('not-permitted')
    const request = messageRequest(liar.key, 'still good')
    const answers = [
      await signAt(liar.wallet, 1, presigned, request),
      await signAt(liar.wallet, 2, presigned, request),
    ]
    const joined = joinAnswers(presigned, request, hashMessage('still good'), answers)
    expect(joined?.kind).toBe('signature')
  })
})

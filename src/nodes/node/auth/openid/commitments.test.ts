import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  authNodes,
  firstOf,
  NOW,
  SECONDS,
  testStatement,
  type AuthNodes,
} from '../../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../../test/support/protocol-errors.ts'
import { ed25519SessionKey } from '../../../../../test/support/session-keys.ts'
import {
  jwkOf,
  signingKey,
  type SigningKey,
  signToken,
  startTokenIssuer,
  type TokenIssuer,
} from '../../../../../test/support/token-issuer.ts'
import { commitmentsNeeded } from '../../../../protocol/commitment.ts'
import type { CommitmentAcknowledgement } from '../../../../protocol/proof.ts'
import type { SessionKey } from '../../../../protocol/session-key.ts'
import { statementHash } from '../../../../protocol/statement.ts'
import { sweepSessions } from '../../sessions/session-stores.ts'
import { verifyProof } from '../verify-proof.ts'
import { acknowledgeCommitment, COMMITMENT_SECONDS } from './commitments.ts'

const keys = [signingKey('RS256', 'r'), signingKey('ES256', 'e'), signingKey('EdDSA', 'o')] as const
const client = 'wallet.example'

let provider: TokenIssuer
let world: AuthNodes

beforeAll(async () => {
  provider = await startTokenIssuer()
  provider.serve(keys.map(jwkOf))
  const { issuer } = provider
  world = authNodes({
    count: 7,
    deployment: {
      identityProviders: [
        { name: 'Old', kind: 'openId', issuer, clientIds: [client], nonce: false },
      ],
    },
  })
})
afterAll(async () => {
  world.close()
  await provider.stop()
})

const statement = testStatement()
const { sessionKey } = statement
const thief = ed25519SessionKey().key

/** No two tests speak of the same one. */
let serial = 0

const token = (change: Record<string, unknown> = {}, key: SigningKey = keys[0]) =>
  signToken(
    key,
    { alg: key.alg, kid: key.kid },
    {
      iss: provider.issuer,
      aud: client,
      sub: 'ada',
      jti: (serial += 1),
      iat: SECONDS,
      exp: SECONDS + 3600,
      ...change,
    },
  )

const hashOf = (text: string): `0x${string}` =>
  `0x${createHash('sha256').update(text).digest('hex')}`

const commit = (
  text: string,
  options: { key?: SessionKey; parties?: readonly number[]; now?: number } = {},
): CommitmentAcknowledgement[] => {
  const { key = sessionKey, parties = [1, 2, 3, 4, 5, 6, 7], now = NOW } = options
  return parties.map((party) =>
    acknowledgeCommitment(
      firstOf(world.nodes, party - 1).auth,
      { tokenHash: hashOf(text), sessionKey: key },
      now,
    ),
  )
}

const show = async (text: string, commitments?: CommitmentAcknowledgement[], now = NOW) =>
  verifyProof(
    firstOf(world.nodes).auth,
    statement,
    { kind: 'openid', token: text, ...(commitments !== undefined && { commitments }) },
    now,
  )

const refused = protocolError('bad-proof', { reason: 'commitments' })
const needed = commitmentsNeeded(7, 5)

test('a token without a nonce counts once enough nodes have seen its hash', async () => {
  expect(needed).toBe(6)
  const text = token()
  const said = commit(text)
  await expect(show(text, said.slice(0, 6))).resolves.toMatchObject({ method: 'openid' })
  await expect(show(text, said.slice(0, 5))).rejects.toThrow(refused)
})

test('or with the nonce that it was asked for', async () => {
  const own = token({ nonce: statementHash(statement) })
  await expect(show(own, commit(own))).resolves.toBeDefined()
  const other = token({ nonce: 'other' })
  await expect(show(other, commit(other))).rejects.toThrow(
    protocolError('bad-proof', { reason: 'nonce' }),
  )
})

describe('refuses a token', () => {
  test('that nobody has committed to', async () => {
    await expect(show(token())).rejects.toThrow(refused)
  })

  test('that this node has not seen, whatever others say', async () => {
    const text = token()
    const others = commit(text, { parties: [2, 3, 4, 5, 6, 7] })
    await expect(show(text, others)).rejects.toThrow(refused)
    await expect(show(text, [...others, ...commit(text, { parties: [1] })])).resolves.toBeDefined()
  })

  test('that too few have seen', async () => {
    const text = token()
    await expect(show(text, commit(text).slice(2))).rejects.toThrow(refused)
  })

  test('with one node’s word many times', async () => {
    const text = token()
    const said = commit(text)
    const repeated = [...said.slice(0, 5), ...said.slice(0, 5)]
    await expect(show(text, repeated)).rejects.toThrow(refused)
  })

  test.each<[string, (all: CommitmentAcknowledgement[]) => CommitmentAcknowledgement[]]>([
    ['said by another', ([a, b, ...all]) => [{ ...a!, party: b!.party }, b!, ...all]],
    ['said by nobody', ([a, ...all]) => [{ ...a!, party: 9 }, ...all]],
    ['at another time', ([a, ...all]) => [{ ...a!, at: a!.at + 1 }, ...all]],
    ['unsigned', ([a, ...all]) => [{ ...a!, signature: `0x${'00'.repeat(64)}` }, ...all]],
  ])('whose commitment was %s', async (_, change) => {
    const text = token()
    await expect(show(text, change(commit(text).slice(0, 6)))).rejects.toThrow(refused)
  })

  test('with commitments to another token', async () => {
    const text = token()
    commit(text, { parties: [1] })
    await expect(show(text, commit(token({ jti: 'other' })))).rejects.toThrow(refused)
  })

  test('that another session key was named for first', async () => {
    const text = token()
    const stolen = commit(text, { key: thief })
    expect(() => commit(text)).toThrow(protocolError('used-proof'))
    await expect(show(text, stolen)).rejects.toThrow(protocolError('used-proof'))
  })

  test('signed in a way that anybody can spell anew', async () => {
    const spelled = token({}, keys[1])
    await expect(show(spelled, commit(spelled))).rejects.toThrow(
      protocolError('bad-proof', { reason: 'algorithm' }),
    )
    const text = token({}, keys[2])
    await expect(show(text, commit(text))).resolves.toBeDefined()
  })

  const long = COMMITMENT_SECONDS * 1000
  test.each([
    ['all are too old', NOW - long, NOW - long],
    ['this node’s is too old', NOW - long, NOW],
    ['another node’s is too old', NOW, NOW - long],
    ['another node’s is from the future', NOW, NOW + 61_000],
  ])('of whose commitments %s', async (_, own, others) => {
    const text = token()
    const made = [
      ...commit(text, { parties: [1], now: own }),
      ...commit(text, { parties: [2, 3, 4, 5, 6, 7], now: others }),
    ]
    await expect(show(text, made)).rejects.toThrow(refused)
  })

  test('but not one of whose commitments some are a little older, or ahead', async () => {
    const text = token()
    const made = [
      ...commit(text, { parties: [1, 2], now: NOW - long + 1000 }),
      ...commit(text, { parties: [3, 4, 5, 6, 7], now: NOW + 60_000 }),
    ]
    await expect(show(text, made)).resolves.toBeDefined()
  })
})

describe('a commitment', () => {
  test('is for a key that is one', () => {
    const nothing = { algorithm: 'ed25519', publicKey: `0x01${'00'.repeat(31)}` } as const
    expect(() => commit(token(), { key: nothing })).toThrow(
      protocolError('bad-proof', { reason: 'session-key' }),
    )
  })

  test('is forgotten when its token is', () => {
    const text = token()
    const { stores } = firstOf(world.nodes)
    commit(text, { key: thief, parties: [1] })
    sweepSessions(stores, NOW + COMMITMENT_SECONDS * 1000 - 1000)
    expect(() => commit(text, { parties: [1] })).toThrow(protocolError('used-proof'))
    sweepSessions(stores, NOW + COMMITMENT_SECONDS * 1000)
    expect(commit(text, { parties: [1] })).toHaveLength(1)
  })

  test('is the same when it is made again, and after a restart', () => {
    const text = token()
    const [first] = commit(text, { parties: [1] })
    const again = acknowledgeCommitment(
      firstOf(world.nodes).restart().auth,
      { tokenHash: hashOf(text), sessionKey },
      NOW + 5000,
    )
    expect(again).toEqual(first)
  })
})

import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeDeployment } from '../../src/nodes/deployment/deployment-file.ts'
import type { Hex } from '../../src/payloads/encoding/hex.ts'
import { commitmentsNeeded } from '../../src/protocol/commitment.ts'
import { commitmentAnswer, sessionAnswer } from '../../src/protocol/endpoints.ts'
import type { CommitmentAcknowledgement, Proof } from '../../src/protocol/proof.ts'
import { statementHash, type Statement } from '../../src/protocol/statement.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import { prepareSignIn } from '../../src/quorum/sessions/sign-in.ts'
import {
  jwkOf,
  signingKey,
  signToken,
  startTokenIssuer,
  type TokenIssuer,
} from '../support/token-issuer.ts'
import type { ClusterIdentityProvider } from './support/identity-provider.ts'
import { randomHex, RawWallet, type RawAnswer } from './support/raw-wallet.ts'
import { useCluster } from './support/use-cluster.ts'

// A token passes through each node, and one of them may be a thief. It is good for the session key
// that it was asked for, and for no other.

const cluster = useCluster({ nodes: 3, identityProvider: true })

const wallet = (): RawWallet => new RawWallet(cluster().deployment)

const show = async (asker: RawWallet, statement: Statement, proof: Proof) => {
  const answers = await asker.askAll({ path: '/v1/sessions', body: { statement, proof } })
  return answers.map(({ answer }) => answer)
}

const codesOf = (answers: readonly RawAnswer[]) => answers.map(({ code }) => code)

const reasonsOf = (answers: readonly RawAnswer[]) =>
  answers.map(({ code, details }) => `${code} ${String(details['reason'])}`)

const everywhere = (code: string): readonly string[] => [code, code, code]

describe('a token with a nonce', () => {
  let provider: ClusterIdentityProvider

  beforeAll(() => {
    const { identityProvider } = cluster()
    if (identityProvider === undefined) throw new Error('the cluster has a provider')
    provider = identityProvider
  })

  const asked = async (changes: Partial<Statement> = {}) => {
    const victim = wallet()
    const statement = victim.statement(changes)
    const token = await provider.idToken('alice', statementHash(statement))
    return { victim, statement, proof: { kind: 'openid', token } as const }
  }

  test('opens no session for another key at any node, before its owner’s nor after', async () => {
    const { victim, statement, proof } = await asked()
    const thief = wallet()
    const steal = async () => show(thief, thief.statement(), proof)
    expect(reasonsOf(await steal())).toEqual(everywhere('bad-proof nonce'))
    // The statement, too, is known to every node; its key is not.
    expect(codesOf(await show(thief, statement, proof))).toEqual(everywhere('bad-signature'))
    const { certificate } = await victim.open(statement, proof)
    expect(certificate.sessionKey).toEqual(victim.sessionKey)
    expect(reasonsOf(await steal())).toEqual(everywhere('bad-proof nonce'))
    const listed = await victim.askAll({ path: '/v1/sessions' })
    expect(listed.map(({ answer }) => answer.status)).toEqual([200, 200, 200])
  })

  test.each<[string, (statement: Statement) => Partial<Statement>]>([
    ['more abilities', () => ({ abilities: ['sign', 'sign-raw'] })],
    ['a longer life', ({ expiresAt }) => ({ expiresAt: expiresAt + 1 })],
    ['fewer limits', () => ({ limits: {} })],
    ['other randomness', () => ({ random: randomHex(32) })],
  ])('opens no session with %s than it was asked for', async (_, change) => {
    const { victim, statement, proof } = await asked({ limits: { signatures: 1 } })
    const answers = await show(victim, { ...statement, ...change(statement) }, proof)
    expect(reasonsOf(answers)).toEqual(everywhere('bad-proof nonce'))
    expect((await victim.open(statement, proof)).certificate.limits).toEqual({ signatures: 1 })
  })

  test('shown again, opens the same session, and none beside it', async () => {
    const { victim, statement, proof } = await asked()
    const first = (await show(victim, statement, proof)).map(certificateIn)
    const again = (await show(victim, statement, proof)).map(certificateIn)
    expect(again).toEqual(first)
    expect(new Set(again.map((certificate) => JSON.stringify(certificate))).size).toBe(1)
    // Within one second the provider would write the very same token again.
    await sleep(1100)
    for (const person of ['alice', 'bob'] as const) {
      const token = await provider.idToken(person, statementHash(statement))
      const answers = await show(victim, statement, { kind: 'openid', token })
      expect(codesOf(answers)).toEqual(everywhere('used-proof'))
    }
  })

  test('sent again as it was sent, is refused', async () => {
    const { victim, statement, proof } = await asked()
    const sent = {
      path: '/v1/sessions',
      body: { statement, proof },
      id: randomHex(32),
      time: Date.now(),
    }
    expect(codesOf([await victim.ask(1, sent), await victim.ask(1, sent)])).toEqual([
      undefined,
      'replayed',
    ])
  })
})

test('a wallet’s text opens no session for another key', async () => {
  const victim = wallet()
  const account = privateKeyToAccount(generatePrivateKey())
  const statement = victim.statement()
  const proof = await victim.walletProof(account, statement)
  const thief = wallet()
  expect(codesOf(await show(thief, thief.statement(), proof))).toEqual(everywhere('bad-proof'))
  expect(codesOf(await show(thief, statement, proof))).toEqual(everywhere('bad-signature'))
  expect(codesOf(await show(victim, statement, proof))).toEqual([undefined, undefined, undefined])
})

describe('a token of a provider that has no nonce', () => {
  const clientId = 'wallet.test'
  const key = signingKey('RS256', 'of the provider')
  const needed = commitmentsNeeded(3, 2)
  let issuer: TokenIssuer
  let deployment: RawWallet['deployment']

  beforeAll(async () => {
    issuer = await startTokenIssuer()
    issuer.serve([jwkOf(key)])
    deployment = {
      ...cluster().deployment,
      identityProviders: [
        ...cluster().deployment.identityProviders,
        { name: 'Old', kind: 'openId', issuer: issuer.issuer, clientIds: [clientId], nonce: false },
      ],
    }
    writeDeployment(cluster().deploymentFile, deployment)
    await Promise.all(cluster().nodes.map(async (node) => node.restart()))
    await cluster().ready()
  }, 600_000)
  afterAll(async () => issuer.stop())

  const newToken = (subject: string): string => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer.issuer, aud: clientId, sub: subject, iat: now, exp: now + 600 }
    return signToken(key, { alg: key.alg, kid: key.kid }, { ...claims, jti: randomHex(8) })
  }

  const commitAt = async (asker: RawWallet, token: string, parties: readonly number[]) => {
    const tokenHash: Hex = `0x${createHash('sha256').update(token).digest('hex')}`
    const body = { tokenHash, sessionKey: asker.sessionKey }
    return Promise.all(
      parties.map(async (party) => asker.ask(party, { path: '/v1/commitments', body })),
    )
  }

  const acknowledged = async (
    asker: RawWallet,
    token: string,
    parties: readonly number[],
  ): Promise<CommitmentAcknowledgement[]> =>
    (await commitAt(asker, token, parties)).map(({ json }) => commitmentAnswer.parse(json))

  const proofOf = (token: string, commitments?: CommitmentAcknowledgement[]): Proof => ({
    kind: 'openid',
    token,
    ...(commitments !== undefined && { commitments }),
  })

  const unbound = everywhere('bad-proof commitments')

  test('opens a session when enough nodes have seen its hash, and with no fewer', async () => {
    const victim = wallet()
    const statement = victim.statement()
    const token = newToken('ada')
    expect(reasonsOf(await show(victim, statement, proofOf(token)))).toEqual(unbound)
    const few = await acknowledged(victim, token, [1, 2])
    expect(few.length).toBe(needed - 1)
    expect(reasonsOf(await show(victim, statement, proofOf(token, few)))).toEqual(unbound)
    const all = [...few, ...(await acknowledged(victim, token, [3]))]
    const repeated = [...few, ...few]
    expect(reasonsOf(await show(victim, statement, proofOf(token, repeated)))).toEqual(unbound)
    await victim.open(statement, proofOf(token, all))
    const listed = await victim.askAll({ path: '/v1/sessions' })
    expect(listed.map(({ answer }) => answer.status)).toEqual([200, 200, 200])
  })

  test('is nobody else’s once it is bound, whoever has seen it', async () => {
    const victim = wallet()
    const thief = wallet()
    const token = newToken('grace')
    const commitments = await acknowledged(victim, token, [1, 2, 3])
    const late = await commitAt(thief, token, [1, 2, 3])
    expect(codesOf(late)).toEqual(everywhere('used-proof'))
    const stolen = await show(thief, thief.statement(), proofOf(token, commitments))
    expect(codesOf(stolen)).toEqual(everywhere('used-proof'))
    await victim.open(victim.statement(), proofOf(token, commitments))
  })

  test('opens no session for a thief who binds it at one node first', async () => {
    const victim = wallet()
    const thief = wallet()
    const token = newToken('joan')
    const first = await acknowledged(thief, token, [3])
    const own = await acknowledged(victim, token, [1, 2])
    expect(codesOf(await commitAt(thief, token, [1, 2]))).toEqual(['used-proof', 'used-proof'])
    const answers = await show(thief, thief.statement(), proofOf(token, [...own, ...first]))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
    // Their sign-in is spoiled, and nothing else: the next one is theirs.
    const spoiled = await show(victim, victim.statement(), proofOf(token, [...own, ...first]))
    expect(spoiled.map(({ status }) => status)).toEqual([401, 401, 401])
    const next = newToken('joan')
    await victim.open(
      victim.statement(),
      proofOf(next, await acknowledged(victim, next, [1, 2, 3])),
    )
  })

  test('signs in whoever uses the client', async () => {
    const network = await connect({ deployment })
    const signIn = await prepareSignIn(network)
    const session = await signIn.withOpenId(newToken('mary'))
    expect(session.certificate.abilities).toEqual(['sign'])
  })
})

function certificateIn({ json }: RawAnswer) {
  return sessionAnswer.parse(json).certificate
}

import { sha256 } from '@noble/hashes/sha2.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  authNodes,
  firstOf,
  NOW,
  SECONDS,
  testDeployment,
  testStatement,
  type AuthNode,
  type AuthNodes,
} from '../../../../test/support/auth-nodes.ts'
import { authenticator } from '../../../../test/support/authenticator.ts'
import { protocolError } from '../../../../test/support/protocol-errors.ts'
import { accountOf } from '../../../../test/support/registry-nodes.ts'
import {
  jwkOf,
  signingKey,
  signToken,
  startTokenIssuer,
  type TokenIssuer,
} from '../../../../test/support/token-issuer.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { textToBytes } from '../../../payloads/encoding/text.ts'
import { certificateBytes, sessionId } from '../../../protocol/certificate.ts'
import type { Proof } from '../../../protocol/proof.ts'
import { statementHash, type Statement } from '../../../protocol/statement.ts'
import { walletMessage } from '../../../protocol/wallet-message.ts'
import { acknowledgeCommitment } from '../auth/openid/commitments.ts'
import { PROOF_KEPT_SECONDS } from '../auth/times.ts'
import { CertificateChecker } from './certificate-checker.ts'
import { MAX_LIVE_SESSIONS, openSession } from './open-session.ts'
import { sweepSessions } from './session-stores.ts'

const key = signingKey('ES256', 'k')
const plainKey = signingKey('EdDSA', 'plain')
const origin = 'https://login.assent.example'
const rpId = 'login.assent.example'

let provider: TokenIssuer
let world: AuthNodes
let node: AuthNode

beforeEach(async () => {
  provider = await startTokenIssuer()
  provider.serve([jwkOf(key), jwkOf(plainKey)])
  world = authNodes({
    deployment: {
      identityProviders: [
        { name: 'House', kind: 'openId', issuer: provider.issuer, clientIds: ['app'] },
        { name: 'Old', kind: 'openId', issuer: provider.issuer, clientIds: ['old'], nonce: false },
      ],
    },
  })
  node = firstOf(world.nodes)
})
afterEach(async () => {
  world.close()
  await provider.stop()
})

const open = async (at: AuthNode, statement: Statement, proof: Proof, now = NOW) =>
  openSession(at, { statement, proof }, now)

const loginFor = (statement: Statement, change: Record<string, unknown> = {}): Proof => ({
  kind: 'openid',
  token: signToken(
    key,
    { alg: 'ES256', kid: 'k' },
    {
      iss: provider.issuer,
      aud: 'app',
      sub: 'ada',
      iat: SECONDS - 3,
      exp: SECONDS + 3600,
      nonce: statementHash(statement),
      ...change,
    },
  ),
})

const walletFor = async (statement: Statement, name = 'ada'): Promise<Proof> => {
  const account = accountOf(name)
  const { walletPage } = testDeployment
  if (walletPage === undefined) throw new Error('there is a page')
  const message = walletMessage({ ...walletPage, address: account.address, chainId: 1, statement })
  return { kind: 'wallet', message, signature: await account.signMessage({ message }) }
}

const device = authenticator()
const passkeyFor = (statement: Statement, counter = 0, passkey = device): Proof =>
  passkey.assert({ challenge: statementHash(statement), rpId, origin, counter })

const proofs: [string, (statement: Statement) => Proof | Promise<Proof>][] = [
  ['a login', loginFor],
  ['a wallet', walletFor],
  ['a passkey', passkeyFor],
]

describe.each(proofs)('%s', (_, proofFor) => {
  test('opens the same session at every node, which the network then signs', async () => {
    const statement = testStatement()
    const proof = await proofFor(statement)
    const opened = await Promise.all(world.nodes.map(async (one) => open(one, statement, proof)))
    const [certificate, ...others] = opened.map((one) => one.certificate)
    if (certificate === undefined) throw new Error('nothing was opened')
    for (const other of others) {
      expect(certificateBytes(other)).toEqual(certificateBytes(certificate))
    }
    const { random: _random, ...said } = statement
    expect(certificate).toMatchObject({ ...said, epoch: 0, statement: statementHash(statement) })
    const checker = new CertificateChecker({
      nodeSetName: world.name,
      nodeSet: world.nodeSet,
      sessions: node.stores.sessions,
    })
    expect(checker.check(world.certified(certificate), NOW).id).toBe(sessionId(certificate))
    expect(node.stores.sessions.find(sessionId(certificate))?.certificate).toEqual(certificate)
  })

  test('opens the same one again for whoever lost the answer, also after a restart', async () => {
    const statement = testStatement()
    const proof = await proofFor(statement)
    const first = await open(node, statement, proof)
    world.nodeSet.set({ epoch: 1 })
    const again = await open(node.restart(), statement, proof, NOW + 30_000)
    expect(again.certificate).toEqual(first.certificate)
  })

  test('opens nothing for another statement', async () => {
    const proof = await proofFor(testStatement())
    await expect(open(node, testStatement(), proof)).rejects.toMatchObject({ code: 'bad-proof' })
  })

  test('opens nothing more once its session is over', async () => {
    const statement = testStatement({ expiresAt: SECONDS + 60 })
    const proof = await proofFor(statement)
    await open(node, statement, proof)
    sweepSessions(node.stores, NOW + 61_000)
    await expect(open(node, statement, proof, NOW + 59_000)).rejects.toThrow(
      protocolError('stale-proof'),
    )
  })
})

describe('a statement opens one session', () => {
  test('for one person, whoever else proves something for it', async () => {
    const statement = testStatement()
    await open(node, statement, await walletFor(statement))
    for (const other of [
      await walletFor(statement, 'eve'),
      loginFor(statement),
      passkeyFor(statement),
    ]) {
      await expect(open(node, statement, other)).rejects.toThrow(protocolError('used-proof'))
    }
  })

  test('by one token, though the provider would give more', async () => {
    const statement = testStatement()
    await open(node, statement, loginFor(statement))
    const later = loginFor(statement, { iat: SECONDS })
    await expect(open(node, statement, later)).rejects.toThrow(protocolError('used-proof'))
  })

  test('and the same token signed anew is the same token', async () => {
    const statement = testStatement()
    const [one, two] = [loginFor(statement), loginFor(statement)]
    expect(one).not.toEqual(two)
    const first = await open(node, statement, one)
    expect((await open(node, statement, two)).certificate).toEqual(first.certificate)
  })

  test('and a token without a nonce opens one, though one key has signed both statements', async () => {
    const claims = { iss: provider.issuer, aud: 'old', sub: 'ada', iat: SECONDS, exp: SECONDS + 60 }
    const token = signToken(plainKey, { alg: 'EdDSA', kid: 'plain' }, claims)
    const tokenHash = toHex(sha256(textToBytes(token)))
    const statement = testStatement()
    const { sessionKey } = statement
    const commitments = world.nodes.map(({ auth }) =>
      acknowledgeCommitment(auth, { tokenHash, sessionKey }, NOW),
    )
    const proof: Proof = { kind: 'openid', token, commitments }
    await expect(open(node, statement, proof)).resolves.toBeDefined()
    await expect(open(node, statement, proof)).resolves.toBeDefined()
    await expect(open(node, testStatement({ sessionKey }), proof)).rejects.toThrow(
      protocolError('used-proof'),
    )
  })

  test('until the proof would be refused for its age', async () => {
    const statement = testStatement()
    const proof = await walletFor(statement)
    await open(node, statement, proof)
    sweepSessions(node.stores, NOW + PROOF_KEPT_SECONDS * 1000)
    await expect(open(node, statement, proof, NOW + 300_000)).rejects.toThrow(
      protocolError('stale-proof'),
    )
  })

  test('also where both ask at once', async () => {
    const statement = testStatement()
    const [one, two] = [await walletFor(statement), await walletFor(statement, 'eve')]
    const both = await Promise.allSettled([open(node, statement, one), open(node, statement, two)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a passkey that counts', () => {
  const signIn = async (counter: number, at = node, passkey = device) => {
    const statement = testStatement()
    return open(at, statement, passkeyFor(statement, counter, passkey))
  }

  test('counts up from sign-in to sign-in', async () => {
    await signIn(5)
    await expect(signIn(6)).resolves.toBeDefined()
  })

  test.each([6, 5, 1, 0])(
    'and is refused with %i after 6, also after a restart',
    async (counter) => {
      await signIn(6)
      const refused = protocolError('bad-proof', { reason: 'counter' })
      await expect(signIn(counter)).rejects.toThrow(refused)
      const restarted = node.restart()
      await expect(signIn(counter, restarted)).rejects.toThrow(refused)
      await expect(signIn(7, restarted)).resolves.toBeDefined()
    },
  )

  test('says nothing of another passkey', async () => {
    await signIn(6)
    await expect(signIn(1, node, authenticator())).resolves.toBeDefined()
  })

  test('gets the same answer for the same sign-in', async () => {
    const statement = testStatement()
    const proof = passkeyFor(statement, 6)
    const first = await open(node, statement, proof)
    expect((await open(node, statement, proof)).certificate).toEqual(first.certificate)
  })

  test('leaves no session where it was refused', async () => {
    await signIn(6)
    const statement = testStatement()
    await expect(open(node, statement, passkeyFor(statement, 6))).rejects.toThrow('backwards')
    expect(node.stores.usedProofs.find('0x00', statementHash(statement))).toEqual([])
  })
})

test('nobody has sessions without end', async () => {
  const statement = testStatement()
  const { certificate } = await open(node, statement, await walletFor(statement))
  node.database.transaction(() => {
    for (let i = 1; i < MAX_LIVE_SESSIONS; i += 1) {
      node.stores.sessions.add({ ...certificate, expiresAt: SECONDS + 3600 + i })
    }
  })
  const next = testStatement()
  await expect(open(node, next, await walletFor(next))).rejects.toThrow(
    protocolError('rate-limited'),
  )
  await expect(open(node, next, await walletFor(next, 'bob'))).resolves.toBeDefined()
  sweepSessions(node.stores, (SECONDS + 3600) * 1000)
  const last = testStatement()
  await expect(open(node, last, await walletFor(last))).resolves.toBeDefined()
})

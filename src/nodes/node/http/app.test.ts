import { hashMessage, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asMint, askForMint, mintTo } from '../../../../test/cluster/support/raw-mint.ts'
import {
  headerFor,
  joinAnswers,
  messageRequest,
  presign,
  presignAt,
  signAt,
  signText,
} from '../../../../test/cluster/support/raw-signing.ts'
import { randomHex, RawWallet } from '../../../../test/cluster/support/raw-wallet.ts'
import { signedBy } from '../../../../test/support/registry-nodes.ts'
import { send } from '../../../../test/support/registry.ts'
import { startWalletNodes, type WalletNodes } from '../../../../test/support/wallet-nodes.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { sessionId } from '../../../protocol/certificate.ts'
import {
  keyAnswer,
  nodeSetAnswer,
  readyKeysAnswer,
  sessionListAnswer,
  statusAnswer,
} from '../../../protocol/endpoints.ts'
import { encodeHeaderValue } from '../../../protocol/header-value.ts'
import { mintAnswer, type WireMint } from '../../../protocol/mint.ts'
import { SESSION_HEADER } from '../../../protocol/request.ts'
import type { Statement } from '../../../protocol/statement.ts'
import { mintCall } from '../../../registry/mint-call.ts'
import { mintStatement } from '../../../registry/mint-statement.ts'
import { secp256k1 } from '../../../threshold/groups/secp256k1.ts'
import { createWalletApp } from './app.ts'
import { walletOptions } from './wallet-options.ts'

let set: WalletNodes
/** Somebody with a session and a key, which several tests use. */
let person: Person

type Person = { readonly wallet: RawWallet; readonly key: Hex; readonly account: Account }
type Account = ReturnType<typeof newAccount>

const newAccount = () => privateKeyToAccount(generatePrivateKey())

beforeAll(async () => {
  set = await startWalletNodes({ limits: { mintsPerHour: 3 }, keys: 10 })
  person = await newPerson()
})

afterAll(async () => set.close())

const signedIn = async (account: Account, statement: Partial<Statement> = {}) => {
  const wallet = new RawWallet(set.deployment)
  await wallet.signIn(account, statement)
  return wallet
}

let keysTaken = 0

async function newPerson(
  options: { readonly statement?: Partial<Statement>; readonly mint?: Partial<WireMint> } = {},
): Promise<Person> {
  const account = newAccount()
  const wallet = await signedIn(account, options.statement)
  const key = set.group.keys[keysTaken]
  const identity = wallet.certificate?.certificate.identity
  if (key === undefined || identity === undefined) throw new Error('no key is left')
  keysTaken += 1
  const mint = asMint(mintTo(identity, key, options.mint))
  const signatures = await signedBy(
    set.registry.nodes.slice(0, 2),
    mintStatement(set.registry.nftPlace, mint),
  )
  await send(set.registry, mintCall(set.registry.contracts.PkpNft, mint, signatures))
  await set.settle()
  return { wallet, key, account }
}

describe('what anybody may ask', () => {
  test('status, node set and keys, each as the protocol has it and signed by the node', async () => {
    const wallet = new RawWallet(set.deployment)
    const paths = ['/v1/status', '/v1/node-set', `/v1/keys/${person.key}`]
    const schemas = [statusAnswer, nodeSetAnswer, keyAnswer]
    for (const [place, path] of paths.entries()) {
      const answer = await wallet.ask(1, { path })
      expect(answer.status).toBe(200)
      expect(answer.signed).toBe(true)
      expect(schemas[place]?.parse(answer.json)).toBeDefined()
    }
  })

  test('a genesis that is not, and a key that is nobody’s', async () => {
    const wallet = new RawWallet(set.deployment)
    expect(await wallet.ask(1, { path: '/v1/genesis' })).toMatchObject({ code: 'not-ready' })
    const unknown = `/v1/keys/0x04${'11'.repeat(64)}`
    expect(await wallet.ask(1, { path: unknown })).toMatchObject({ code: 'unknown-key' })
    expect(await wallet.ask(1, { path: '/v1/keys/0x04' })).toMatchObject({ code: 'unknown-key' })
  })

  test('what is not there, in the shape of every error, signed', async () => {
    const answer = await new RawWallet(set.deployment).ask(2, { path: '/v2/anything?x=1' })
    expect(answer).toMatchObject({ status: 404, code: 'not-found', signed: true })
  })
})

describe('sessions', () => {
  test('one opens at a threshold of nodes, is listed at all, and ends at each', async () => {
    const account = newAccount()
    const [wallet, other] = [await signedIn(account), await signedIn(account)]
    const certificate = other.certificate?.certificate
    if (certificate === undefined) throw new Error('no certificate')
    const listed = await wallet.ask(1, { path: '/v1/sessions' })
    const { sessions } = sessionListAnswer.parse(listed.json)
    expect(sessions.map(({ id }) => id)).toContain(sessionId(certificate))
    expect(sessions).toHaveLength(2)
    const path = `/v1/sessions/${sessionId(certificate)}`
    expect(await wallet.ask(1, { method: 'DELETE', path })).toMatchObject({ status: 200 })
    expect(await other.ask(1, { path: '/v1/sessions' })).toMatchObject({ code: 'session-revoked' })
    expect(await other.ask(2, { path: '/v1/sessions' })).toMatchObject({ status: 200 })
    expect(await wallet.ask(1, { path: '/v1/sessions' })).toMatchObject({ status: 200 })
  })

  test('an id that is none ends nothing', async () => {
    const answer = await person.wallet.ask(1, { method: 'DELETE', path: '/v1/sessions/0x12' })
    expect(answer).toMatchObject({ code: 'not-found' })
  })

  test('each way in which a request is not the session’s is refused, and the same done right taken', async () => {
    const { wallet } = person
    const path = '/v1/sessions'
    const id = randomHex(32)
    expect(await wallet.ask(1, { path, id })).toMatchObject({ status: 200 })
    const refusals = [
      ['replayed', { path, id }],
      ['wrong-node', { path, node: 2 }],
      ['bad-signature', { path, signature: randomHex(64) }],
      ['clock-skew', { path, time: Date.now() - 61_000 }],
      ['clock-skew', { path, time: Date.now() + 120_000 }],
      ['bad-certificate', { path, certificate: undefined }],
      ['bad-request', { path, headers: { 'assent-session': 'e30' } }],
      ['bad-request', { path, headers: { 'assent-request': '!' } }],
    ] as const
    for (const [code, question] of refusals) {
      expect([code, (await wallet.ask(1, question)).code]).toEqual([code, code])
    }
    expect(await wallet.ask(1, { path })).toMatchObject({ status: 200 })
  })

  test('a certificate with a word changed is nobody’s', async () => {
    const { wallet } = person
    const signed = wallet.certificate
    if (signed === undefined) throw new Error('no certificate')
    const certificate = {
      ...signed.certificate,
      abilities: ['sign', 'sign-raw'] as ('sign' | 'sign-raw')[],
    }
    const answer = await wallet.ask(1, {
      path: '/v1/sessions',
      certificate: { ...signed, certificate },
    })
    expect(answer).toMatchObject({ code: 'bad-certificate', signed: true })
    expect(await wallet.ask(1, { path: '/v1/sessions' })).toMatchObject({ status: 200 })
  })

  test('whoever copies a proof cannot show it: the session key of its statement signs', async () => {
    const wallet = new RawWallet(set.deployment)
    const statement = wallet.statement()
    const proof = await wallet.walletProof(newAccount(), statement)
    const question = { path: '/v1/sessions', body: { statement, proof } }
    const thief = await new RawWallet(set.deployment).ask(1, question)
    expect(thief).toMatchObject({ code: 'bad-signature' })
    expect(await wallet.ask(1, question)).toMatchObject({ status: 200 })
  })

  test('an unsigned request for a session gets none', async () => {
    const url = set.nodes[0]?.url ?? ''
    const answer = await fetch(`${url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ statement: {}, proof: {} }),
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'bad-request', node: 1 } })
    expect(answer.headers.get('assent-answer')).toBeNull()
  })
})

describe('signatures', () => {
  test('a threshold of nodes signs a text, and the signature joins', async () => {
    const { joined, answers } = await signText(person.wallet, person.key, [1, 3], 'hello')
    expect(answers.map(({ status, signed }) => [status, signed])).toEqual([
      [200, true],
      [200, true],
    ])
    expect(joined?.kind).toBe('signature')
  })

  test('an exact repeat gets the same share and is counted once, anything else is refused and noted', async () => {
    const limited = await newPerson({ statement: { limits: { signatures: 2 } } })
    const { wallet, key } = limited
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const request = messageRequest(key, 'once')
    const first = await signAt(wallet, 1, presigned, request)
    expect(first.status).toBe(200)
    expect((await signAt(wallet, 1, presigned, request)).json).toEqual(first.json)
    const written = set.nodes[0]?.parts.signed.latest(1_000) ?? []
    expect(written.filter((entry) => entry.request === request.requestId)).toEqual([
      expect.objectContaining({ publicKey: key, ability: 'sign' }),
    ])
    const otherId = { ...request, requestId: randomHex(32) }
    expect(await signAt(wallet, 1, presigned, otherId)).toMatchObject({
      code: 'presignature-bound',
      status: 409,
    })
    const session = wallet.certificate && sessionId(wallet.certificate.certificate)
    expect(set.logged).toContainEqual(
      expect.objectContaining({ security: 'presignature-bound', session, level: 40 }),
    )
    const next = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    expect((await signAt(wallet, 1, next, messageRequest(key, 'twice'))).status).toBe(200)
    // Before the presignature is looked at, which a refusal would otherwise have spent.
    expect(await signAt(wallet, 1, next, messageRequest(key, 'thrice'))).toMatchObject({
      code: 'limit-exceeded',
      details: { limit: 'signatures' },
    })
    // Node 2 counts what it joined, and it has joined nothing yet.
    expect(await signAt(wallet, 2, presigned, request)).toMatchObject({ status: 200 })
  })

  test('nobody signs with another’s key, nor makes a presignature for it', async () => {
    const stranger = await signedIn(newAccount())
    const header = await headerFor(stranger, person.key, [1, 2])
    expect(await presignAt(stranger, 1, header)).toMatchObject({
      code: 'not-permitted',
      details: { reason: 'not-listed' },
    })
    const presigned = await presign(
      person.wallet,
      await headerFor(person.wallet, person.key, [1, 2]),
    )
    const request = messageRequest(person.key, 'mine')
    expect(await signAt(stranger, 1, presigned, request)).toMatchObject({ code: 'not-permitted' })
    expect(await signAt(person.wallet, 1, presigned, request)).toMatchObject({ status: 200 })
  })

  test('a key that is not the nodes’ costs no look at the chain', async () => {
    const { wallet } = person
    const header = await headerFor(wallet, person.key, [1, 2])
    const key = secp256k1.base.multiply(7n)
    set.rpc.fail(true)
    await Promise.all(set.nodes.map(async ({ chain }) => chain.look()))
    const unknown = await presignAt(wallet, 1, { ...header, key })
    const known = await presignAt(wallet, 1, header)
    set.rpc.fail(false)
    await Promise.all(set.nodes.map(async ({ chain }) => chain.look()))
    expect([unknown.code, known.code]).toEqual(['unknown-key', 'chain-unavailable'])
  })

  test('another session of the same person has no part in a presignature', async () => {
    const second = await signedIn(person.account)
    const presigned = await presign(
      person.wallet,
      await headerFor(person.wallet, person.key, [1, 2]),
    )
    const request = messageRequest(person.key, 'first session')
    expect(await signAt(second, 1, presigned, request)).toMatchObject({ code: 'not-permitted' })
    expect(await signAt(person.wallet, 1, presigned, request)).toMatchObject({ status: 200 })
  })

  test('a permission for personal messages is for these alone', async () => {
    const account = newAccount()
    const wallet = await signedIn(account, { abilities: ['sign', 'sign-raw'] })
    const identity = wallet.certificate?.certificate.identity
    if (identity === undefined) throw new Error('no identity')
    const { key } = await newPerson({
      mint: { authMethods: [{ ...identity, userPubkey: '0x', scopes: [2] }] },
    })
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const refused = {
      publicKey: key,
      requestId: randomHex(32),
      payload: { kind: 'digest', bytes: randomHex(32) },
    }
    expect(await signAt(wallet, 1, presigned, refused)).toMatchObject({
      code: 'not-permitted',
      details: { reason: 'scope' },
    })
    const signIn = messageRequest(
      key,
      'login.test wants you to sign in with your Ethereum account:\n',
    )
    expect(await signAt(wallet, 1, presigned, signIn)).toMatchObject({ code: 'manage-needed' })
    const taken = messageRequest(key, 'a text')
    expect(await signAt(wallet, 1, presigned, taken)).toMatchObject({ status: 200 })
  })

  test('a session is held to what it was limited to', async () => {
    const origin = 'https://page.test'
    const limits = { kinds: ['personal-message' as const], origins: [origin] }
    const { wallet, key } = await newPerson({ statement: { limits } })
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    const request = messageRequest(key, 'from a page')
    const typed = JSON.stringify({
      types: {
        EIP712Domain: [{ name: 'name', type: 'string' }],
        It: [{ name: 'a', type: 'string' }],
      },
      primaryType: 'It',
      domain: { name: 'x' },
      message: { a: 'b' },
    })
    const other = { ...request, payload: { kind: 'typed-data', text: typed }, origin }
    expect(await signAt(wallet, 1, presigned, request)).toMatchObject({
      code: 'limit-exceeded',
      details: { limit: 'origins' },
    })
    expect(await signAt(wallet, 1, presigned, other)).toMatchObject({
      code: 'limit-exceeded',
      details: { limit: 'kinds' },
    })
    const right = { ...request, origin }
    expect(await signAt(wallet, 1, presigned, right)).toMatchObject({ status: 200 })
  })

  test('a bare digest takes the ability that names it', async () => {
    const { wallet, key } = await newPerson({ statement: { abilities: ['sign', 'sign-raw'] } })
    const digest = hashMessage('known to the program alone')
    const payload = { kind: 'digest', bytes: digest }
    const presigned = await presign(wallet, await headerFor(wallet, key, [2, 3]))
    const request = { publicKey: key, requestId: randomHex(32), payload }
    const answers = await Promise.all(
      [2, 3].map(async (party) => signAt(wallet, party, presigned, request)),
    )
    expect(joinAnswers(presigned, request, digest, answers)?.kind).toBe('signature')
    const plain = await presign(person.wallet, await headerFor(person.wallet, person.key, [1, 2]))
    expect(
      await signAt(person.wallet, 1, plain, { ...request, publicKey: person.key }),
    ).toMatchObject({ code: 'not-granted' })
  })

  test('what does not decode is not signed, and spends nothing', async () => {
    const { wallet, key } = person
    const presigned = await presign(wallet, await headerFor(wallet, key, [1, 2]))
    for (const payload of [
      { kind: 'evm-transaction', bytes: '0x02' },
      { kind: 'personal-message', bytes: '0xZZ' },
      { kind: 'something-else' },
      { kind: 'digest', bytes: '0x12' },
    ]) {
      const request = { publicKey: key, requestId: randomHex(32), payload }
      expect(await signAt(wallet, 1, presigned, request)).toMatchObject({ code: 'bad-payload' })
    }
    expect(await signAt(wallet, 1, presigned, messageRequest(key, 'ok'))).toMatchObject({
      status: 200,
    })
  })

  test('shares that join are not opened', async () => {
    const { wallet, key } = person
    const { presigned, request, answers } = await signText(wallet, key, [1, 2], 'joins')
    const shares = answers.map(({ json }) => (json as { share: Hex }).share)
    const answer = await wallet.ask(1, {
      path: '/v1/openings',
      body: { ...request, presignature: toHex(presigned.hash), shares },
    })
    expect(answer.status).not.toBe(200)
  })

  test('the chain that cannot be read refuses, and says so', async () => {
    const { wallet, key } = person
    const looked = async () => Promise.all(set.nodes.map(async ({ chain }) => chain.look()))
    set.rpc.fail(true)
    await looked()
    const header = await headerFor(wallet, key, [1, 2])
    expect(await presignAt(wallet, 1, header)).toMatchObject({ code: 'chain-unavailable' })
    set.rpc.fail(false)
    await looked()
    expect(await presignAt(wallet, 1, header)).toMatchObject({ status: 200 })
  })
})

describe('mints', () => {
  const free = (): Hex => {
    const key = set.group.keys.at(-1)
    if (key === undefined) throw new Error('no key')
    return key
  }

  test('ready keys are for whoever has a session', async () => {
    const answer = await person.wallet.ask(1, { path: '/v1/keys/ready' })
    expect(readyKeysAnswer.parse(answer.json).keys).toContain(free())
    const nobody = await new RawWallet(set.deployment).ask(1, { path: '/v1/keys/ready' })
    expect(nobody.code).toBe('bad-certificate')
  })

  test('a mint is signed for whoever is among those it names, and taken by the registry', async () => {
    const wallet = await signedIn(newAccount())
    const identity = wallet.certificate?.certificate.identity
    if (identity === undefined) throw new Error('no identity')
    const mint = mintTo(identity, free())
    const stranger = await signedIn(newAccount())
    const refused = await askForMint(stranger, mint)
    expect(refused.map(({ answer }) => [answer.code, answer.details['reason']])).toEqual(
      [1, 2, 3].map(() => ['mint-refused', 'not-among']),
    )
    const answers = await askForMint(wallet, mint)
    const said = answers.map(({ answer }) => mintAnswer.parse(answer.json))
    expect(said).toHaveLength(3)
    const other = mintTo(identity, free(), { addPkpEthAddressAsPermittedAddress: false })
    const [taken] = await askForMint(wallet, other)
    expect(taken?.answer.code).toBe('key-taken')
    expect((await askForMint(wallet, mint))[0]?.answer.status).toBe(200)
  })

  test('a key that is on the chain is not minted again, even before anybody used it', async () => {
    const { wallet, key } = await newPerson()
    const identity = wallet.certificate?.certificate.identity
    if (identity === undefined) throw new Error('no identity')
    const answers = await askForMint(wallet, mintTo(identity, key))
    expect(answers.map(({ answer }) => answer.code)).toEqual([1, 2, 3].map(() => 'key-taken'))
  })

  test('nobody takes more keys in an hour than the node gives', async () => {
    const wallet = await signedIn(newAccount())
    const identity = wallet.certificate?.certificate.identity
    if (identity === undefined) throw new Error('no identity')
    const unknown = (digit: string): Hex => `0x04${digit.repeat(128)}`
    const codes: unknown[] = []
    for (const digit of ['1', '2', '3', '4']) {
      const body = { mint: mintTo(identity, unknown(digit)) }
      codes.push((await wallet.ask(1, { path: '/v1/keys', body })).code)
    }
    expect(codes).toEqual(['unknown-key', 'unknown-key', 'unknown-key', 'rate-limited'])
  })
})

describe('a node that goes down', () => {
  test('begins nothing new', async () => {
    const [node] = set.nodes
    if (node === undefined) throw new Error('no node')
    const ask = async (stopping: boolean) =>
      createWalletApp({ ...node.parts, stopping: () => stopping }).request('/v1/status')
    expect((await ask(false)).status).toBe(200)
    const refused = await ask(true)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ error: { code: 'stopping', retryAfter: 5 } })
  })
})

test('while it works on as much as it can, others wait; then they find a place again', async () => {
  const [node] = set.nodes
  if (node === undefined) throw new Error('no node')
  const app = createWalletApp({ ...node.parts, options: walletOptions.parse({ inFlight: 1 }) })
  let finish = (): void => {}
  const body = new ReadableStream({
    start: (controller) => {
      finish = () => controller.close()
    },
  })
  const sending = { method: 'POST', body, duplex: 'half' } as const
  const first = app.request(new Request('http://node/v1/sessions', sending))
  const second = await app.request('/v1/status')
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1'])
  finish()
  expect((await first).status).toBe(400)
  for (const path of ['/v1/status', '/nothing', '/v1/sessions', '/v1/status']) {
    const answer = await app.request(path)
    expect([path, answer.status === 503]).toEqual([path, false])
  }
})

test('proofs and certificates nobody has seen are few, and limited before they are judged', async () => {
  const [node] = set.nodes
  const { certificate } = person.wallet
  if (node === undefined || certificate === undefined) throw new Error('no node, or no session')
  const options = walletOptions.parse({ signIns: { perSecond: 0.01, burst: 1 } })
  const codeOf = async (answer: Response): Promise<unknown> =>
    ((await answer.json()) as { error: { code: string } }).error.code
  const proofs = createWalletApp({ ...node.parts, options })
  const prove = async () => codeOf(await proofs.request('/v1/sessions', { method: 'POST' }))
  expect([await prove(), await prove()]).toEqual(['bad-request', 'rate-limited'])
  const sessions = createWalletApp({ ...node.parts, options })
  const show = async () => {
    const made = encodeHeaderValue({ ...certificate, signature: randomHex(48) })
    return codeOf(await sessions.request('/v1/sessions', { headers: { [SESSION_HEADER]: made } }))
  }
  expect([await show(), await show()]).toEqual(['bad-certificate', 'rate-limited'])
})

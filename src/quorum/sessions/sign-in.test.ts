import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { authenticator } from '../../../test/support/authenticator.ts'
import { dead, stageNodes, type QuorumStage } from '../../../test/support/quorum-stage.ts'
import {
  jwkOf,
  signingKey,
  signToken,
  startTokenIssuer,
  type TokenIssuer,
} from '../../../test/support/token-issuer.ts'
import { ProtocolError } from '../../protocol/protocol-error.ts'
import { shortCode } from '../../protocol/statement.ts'
import { authMethodOf } from '../../registry/auth-method-id.ts'
import { QuorumError } from '../errors.ts'
import type { SignedMint } from '../keys/gather-mint.ts'
import { mintKey, resumeMint } from '../keys/mint-key.ts'
import { connect } from '../network/connect.ts'
import type { Network } from '../network/network.ts'
import { sign } from '../signing/sign.ts'
import { prepareSignIn, resumeSignIn, type SignInOptions } from './sign-in.ts'

const key = signingKey('EdDSA', 'e')
const clientId = 'wallet.example'
const origin = 'https://wallet.example'

let provider: TokenIssuer
let withoutNonce: TokenIssuer
let stage: QuorumStage
let network: Network

beforeAll(async () => {
  provider = await startTokenIssuer()
  withoutNonce = await startTokenIssuer()
  for (const one of [provider, withoutNonce]) one.serve([jwkOf(key)])
  const login = { name: 'Test', kind: 'openId', clientIds: [clientId] } as const
  stage = await stageNodes({
    keys: 3,
    deployment: {
      identityProviders: [
        { ...login, issuer: provider.issuer, clientIds: [clientId] },
        { ...login, issuer: withoutNonce.issuer, clientIds: [clientId], nonce: false },
      ],
      passkey: { rpId: 'wallet.example', origins: [origin] },
    },
  })
  network = await connect({ deployment: stage.deployment, fetch: stage.fetch })
})
afterEach(() => stage.heal())
afterAll(async () => {
  await stage.close()
  await provider.stop()
  await withoutNonce.stop()
})

const prepare = async (options?: SignInOptions) => prepareSignIn(network, options)

const tokenOf = (issuer: string, claims: object): string => {
  const now = Math.floor(Date.now() / 1000)
  const standard = { iss: issuer, sub: '108', aud: clientId, iat: now, exp: now + 600 }
  return signToken(key, { alg: 'EdDSA', kid: 'e', typ: 'JWT' }, { ...standard, ...claims })
}

const codeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'taken',
    (error: { code?: unknown }) => error.code ?? error,
  )

describe('a login', () => {
  test('opens a session of its person, whose key signs', async () => {
    const signIn = await prepare()
    const { nonce } = signIn
    const session = await signIn.withOpenId(tokenOf(provider.issuer, { nonce }))
    const { id } = authMethodOf({
      kind: 'openId',
      issuer: provider.issuer,
      subject: '108',
      audience: clientId,
    })
    expect(session.certificate.identity.id).toBe(id)
    const own = await mintKey(session, { send: stage.send })
    const hello = { kind: 'personal-message', bytes: '0x68656c6c6f' } as const
    expect(await codeOf(sign(session, own, hello))).toBe('taken')
  })

  test('with a token for another sign-in, or for nobody here, opens none', async () => {
    const other = await prepare()
    const signIn = await prepare()
    const attempt = signIn.withOpenId(tokenOf(provider.issuer, { nonce: other.nonce }))
    expect(await codeOf(attempt)).toBe('bad-proof')
    const { nonce } = signIn
    const foreign = signIn.withOpenId(tokenOf(provider.issuer, { nonce, aud: 'another' }))
    expect(await codeOf(foreign)).toBe('bad-proof')
    expect(await codeOf(signIn.withOpenId('not a token'))).toBe('bad-proof')
    expect(await codeOf(signIn.withOpenId(tokenOf(provider.issuer, { nonce })))).toBe('taken')
  })

  test('whose tokens carry no nonce is committed to first', async () => {
    const signIn = await prepare()
    stage.asked.length = 0
    const session = await signIn.withOpenId(tokenOf(withoutNonce.issuer, { jti: '1' }))
    expect(session.certificate.sessionKey).toEqual(signIn.statement.sessionKey)
    const paths = stage.asked.map(({ path }) => path)
    expect(paths.lastIndexOf('/v1/commitments')).toBeLessThan(paths.indexOf('/v1/sessions'))
  })

  test('is told when its provider is away', async () => {
    const away = await startTokenIssuer()
    await away.stop()
    const signIn = await prepare()
    const token = tokenOf(away.issuer, { nonce: signIn.nonce })
    expect(await codeOf(signIn.withOpenId(token))).toBe('bad-proof')
  })
})

describe('a passkey', () => {
  const device = authenticator()

  test('opens a session, and its key carries its public part', async () => {
    const signIn = await prepare()
    const { kind: _, ...response } = device.assert({
      challenge: signIn.nonce,
      rpId: 'wallet.example',
      origin,
    })
    const session = await signIn.withPasskey(response)
    const own = await mintKey(session, { send: stage.send })
    expect(own.permitted).toMatchObject([{ userPubkey: device.publicKey, scopes: [1] }])
  })

  test('for another origin opens none', async () => {
    const signIn = await prepare()
    const asked = { challenge: signIn.nonce, rpId: 'wallet.example' }
    const { kind: _, ...response } = device.assert({ ...asked, origin: 'https://evil.example' })
    expect(await codeOf(signIn.withPasskey(response))).toBe('bad-proof')
  })
})

describe('another wallet', () => {
  const account = privateKeyToAccount(generatePrivateKey())
  const { address } = account

  test('signs a text that shows the code, in lower case or not', async () => {
    const signIn = await prepare()
    let shown = ''
    await signIn.withWallet({
      address: address.toLowerCase() as typeof address,
      sign: async (message) => {
        shown = message
        return account.signMessage({ message })
      },
    })
    expect(shown).toContain(signIn.shortCode)
    expect(shown).toContain(address)
    expect(signIn.shortCode).toBe(shortCode(signIn.nonce))
  })

  test('that signs as somebody else opens none', async () => {
    const signIn = await prepare()
    const stranger = privateKeyToAccount(generatePrivateKey())
    const attempt = signIn.withWallet({
      address,
      sign: async (message) => stranger.signMessage({ message }),
    })
    expect(await codeOf(attempt)).toBe('bad-proof')
  })

  test('needs a page to sign on', async () => {
    const { walletPage: _, ...deployment } = stage.deployment
    const pageless = await connect({ deployment, fetch: stage.fetch })
    const signIn = await prepareSignIn(pageless)
    const attempt = signIn.withWallet({ address, sign: async () => Promise.resolve('0x') })
    expect(await codeOf(attempt)).toBe('not-configured')
  })
})

describe('what is asked for', () => {
  test('lives a day, or five minutes if it may manage', async () => {
    const lifetimeOf = ({ issuedAt, expiresAt }: { issuedAt: number; expiresAt: number }) =>
      expiresAt - issuedAt
    expect(lifetimeOf((await prepare()).statement)).toBe(24 * 3600)
    const managing = await prepare({ abilities: ['sign', 'manage', 'sign'] })
    expect(managing.statement.abilities).toEqual(['manage', 'sign'])
    expect(lifetimeOf(managing.statement)).toBe(300)
    expect(await codeOf(prepare({ abilities: ['manage'], lifetime: 301 }))).toBe('not-configured')
    expect(await codeOf(prepare({ lifetime: 31 * 24 * 3600 }))).toBe('not-configured')
  })

  test('opens with one of three nodes away, and not with two', async () => {
    stage.between(1, dead)
    const signIn = await prepare()
    expect(await codeOf(signIn.withOpenId(tokenOf(provider.issuer, { nonce: signIn.nonce })))).toBe(
      'taken',
    )
    stage.between(2, dead)
    const again = await prepare()
    const attempt = again.withOpenId(tokenOf(provider.issuer, { nonce: again.nonce }))
    expect(await codeOf(attempt)).toBe('below-threshold')
  })
})

describe('a sign-in that was prepared before a restart', () => {
  test('goes on with the same key, says which nodes answered, and mints what was signed once', async () => {
    const { statement, pair, nonce } = await prepare()
    const lamps: string[] = []
    const resumed = await resumeSignIn(
      network,
      { statement, pair },
      { onProgress: ({ node, state }) => lamps.push(`${node} ${state}`) },
    )
    const session = await resumed.withOpenId(tokenOf(provider.issuer, { nonce, sub: '109' }))
    expect(session.certificate.sessionKey).toEqual(statement.sessionKey)
    expect(lamps.filter((lamp) => lamp.endsWith('signed')).length).toBeGreaterThanOrEqual(2)

    let signed: SignedMint | undefined
    const interrupted = mintKey(session, {
      onSigned: async (mint) => {
        signed = mint
        return Promise.resolve()
      },
      send: async () => Promise.reject(new Error('stopped')),
    })
    await expect(interrupted).rejects.toThrow('stopped')
    if (signed === undefined) throw new Error('nothing was signed')
    const relay = new ProtocolError('mint-refused', 'too late', {
      details: { reason: 'MintExpired' },
    })
    const tooLate = async () =>
      Promise.reject(new QuorumError('mint-failed', 'the relay did not mint', { relay }))
    const { rpc } = stage.nodes
    const unread = resumeMint(session, signed, {
      send: async () => (rpc.fail(true), tooLate()),
    }).finally(() => rpc.fail(false))
    expect(await codeOf(unread)).toBe('no-network')
    expect(await codeOf(resumeMint(session, signed, { send: tooLate }))).toBe('mint-expired')
    const minted = await resumeMint(session, signed, { send: stage.send })
    expect(minted.publicKey).toBe(signed.key.publicKey)
    const again = await resumeMint(session, signed, {
      send: async () => Promise.reject(new Error('it was sent already')),
    })
    expect(again.publicKey).toBe(minted.publicKey)
  })

  test('goes on for nothing else than it was prepared for', async () => {
    const { statement } = await prepare()
    const { pair } = await prepare()
    expect(await codeOf(resumeSignIn(network, { statement, pair }))).toBe('bad-proof')
  })
})

import { BaseError, ContractFunctionRevertedError, decodeErrorResult, isHex, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { errorBody } from '../../src/protocol/error-body.ts'
import { mintAnswer, type WireMint } from '../../src/protocol/mint.ts'
import { relayMintAnswer, relayMintBody, type RelayMintBody } from '../../src/protocol/relay.ts'
import { statementHash } from '../../src/protocol/statement.ts'
import { listKeys } from '../../src/quorum/keys/list-keys.ts'
import { mintKey } from '../../src/quorum/keys/mint-key.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import { signInWithAccount } from '../../src/quorum/sessions/sign-in-with-account.ts'
import { pkpNftAbi } from '../../src/registry/abi/pkp-nft.ts'
import { authMethodOf } from '../../src/registry/auth-method-id.ts'
import { mintCall } from '../../src/registry/mint-call.ts'
import { orderSignatures } from '../../src/registry/order-signatures.ts'
import { readPkp } from '../../src/registry/read-pkp.ts'
import { tokenIdOf } from '../../src/registry/token-id.ts'
import { anotherDevice } from './support/person.ts'
import { asMint, askForMint, mintTo, readyKey } from './support/raw-mint.ts'
import { expectSigns } from './support/raw-signing.ts'
import { RawWallet } from './support/raw-wallet.ts'
import type { ClusterRelay } from './support/relay.ts'
import { useCluster } from './support/use-cluster.ts'

// Others carry a mint to the chain, because it costs. Nodes have signed for all of it, so that whoever
// carries it can only carry it, or leave it.

const cluster = useCluster({ nodes: 3, relay: true, identityProvider: true, pool: 4 })
const thief = privateKeyToAccount(generatePrivateKey()).address.toLowerCase() as Hex

let relay: ClusterRelay

beforeAll(() => {
  const found = cluster().relay
  if (found === undefined) throw new Error('the cluster has a relay')
  relay = found
})
afterEach(() => relay.proxy.use(undefined))

/** From now on what the relay is asked to carry is changed on its way. */
const changeMints = (change: (body: RelayMintBody) => RelayMintBody): { times: number } => {
  const seen = { times: 0 }
  relay.proxy.use(async (request, ask) => {
    if (request.path !== '/v1/mints') return ask(request)
    seen.times += 1
    const body = change(relayMintBody.parse(JSON.parse(request.body.toString())))
    return ask({ ...request, body: Buffer.from(JSON.stringify(body)) })
  })
  return seen
}

const stolen = authMethodOf({ kind: 'address', address: thief })
const theirs: WireMint['authMethods'][number] = {
  authMethodType: '1',
  id: stolen.id,
  userPubkey: '0x',
  scopes: [1],
}

const changes: readonly (readonly [string, (mint: WireMint) => Partial<WireMint>])[] = [
  ['another owner', () => ({ owner: thief, sendPkpToItself: false })],
  ['an owner beside itself', () => ({ owner: thief })],
  ['nobody for its owner', () => ({ burn: true, sendPkpToItself: false })],
  ['another login', () => ({ authMethods: [theirs] })],
  ['one more login', ({ authMethods }) => ({ authMethods: [...authMethods, theirs] })],
  ['no login', () => ({ authMethods: [] })],
  ['one more address', () => ({ addresses: [{ account: thief, scopes: [1] }] })],
  ['one more action', () => ({ actions: [{ id: `0x1220${'ac'.repeat(32)}`, scopes: [1] }] })],
  [
    'another scope',
    ({ authMethods }) => ({ authMethods: authMethods.map((one) => ({ ...one, scopes: [2] })) }),
  ],
  [
    'itself listed',
    ({ addPkpEthAddressAsPermittedAddress: listed }) => ({
      addPkpEthAddressAsPermittedAddress: !listed,
      pkpEthAddressScopes: listed ? [] : [1],
    }),
  ],
  ['a later deadline', ({ deadline }) => ({ deadline: deadline + 1 })],
]

/** What the contract says to a mint, whoever sends it. */
const refusalOf = async ({ mint, signatures }: RelayMintBody): Promise<string | undefined> => {
  const call = mintCall(cluster().deployment.contracts.PkpNft, asMint(mint), signatures)
  try {
    await cluster().chain.client.call({ ...call, account: thief })
    return undefined
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    const found = error.walk((cause) => isHex((cause as { data?: unknown }).data))
    const { data } = found as unknown as { data: Hex }
    return decodeErrorResult({ abi: pkpNftAbi, data }).errorName
  }
}

const isMinted = async (publicKey: Hex): Promise<boolean> => {
  const { PkpPermissions } = cluster().deployment.contracts
  const { client } = cluster().chain
  try {
    await readPkp(client, PkpPermissions, tokenIdOf(publicKey), { blockTag: 'latest' })
    return true
  } catch (error) {
    const refused = (error as BaseError).walk(
      (cause) => cause instanceof ContractFunctionRevertedError,
    )
    if (refused === null) throw error
    return false
  }
}

describe('a mint that nodes have signed', () => {
  let wallet: RawWallet
  let signed: RelayMintBody
  let all: readonly Hex[]

  beforeAll(async () => {
    wallet = new RawWallet(cluster().deployment)
    const { certificate } = await wallet.signIn(privateKeyToAccount(generatePrivateKey()))
    const mint = mintTo(certificate.identity, await readyKey(wallet))
    const answers = await askForMint(wallet, mint)
    all = orderSignatures(
      answers.map(({ party, answer }) => {
        const node = cluster().deployment.nodes.find((one) => one.party === party)
        if (node === undefined) throw new Error('a node of the deployment answered')
        return { signer: node.signer, signature: mintAnswer.parse(answer.json).signature }
      }),
    )
    signed = { mint, signatures: [...all] }
  })

  const carry = async (body: RelayMintBody) => {
    const answer = await fetch(`${relay.url}/v1/mints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json: unknown = await answer.json()
    return { status: answer.status, json }
  }

  test.each(changes)('is not taken with %s', async (_, change) => {
    const seen = changeMints(({ mint, signatures }) => ({
      mint: { ...mint, ...change(mint) },
      signatures,
    }))
    const { status, json } = await carry(signed)
    expect(seen.times).toBe(1)
    expect(status).toBe(403)
    expect(errorBody.parse(json).error.code).toBe('mint-refused')
    const changed = { ...signed, mint: { ...signed.mint, ...change(signed.mint) } }
    expect(await refusalOf(changed)).toBeDefined()
    expect(await isMinted(signed.mint.publicKey)).toBe(false)
  })

  test('is not taken with fewer signatures, or one of them twice', async () => {
    const [first = '0x', second = '0x'] = all
    const { mint } = signed
    for (const signatures of [[], [first], [first, first], [second, first]]) {
      expect(await refusalOf({ mint, signatures })).toBeDefined()
      expect((await carry({ mint, signatures })).status).toBe(403)
    }
    expect(await refusalOf({ mint, signatures: [first, second] })).toBeUndefined()
    expect(await isMinted(mint.publicKey)).toBe(false)
  })

  test('is minted as it was signed, once', async () => {
    const { status, json } = await carry(signed)
    expect(status).toBe(200)
    expect(relayMintAnswer.safeParse(json).success).toBe(true)
    expect(await isMinted(signed.mint.publicKey)).toBe(true)
    expect(await refusalOf(signed)).toBeDefined()
    await cluster().settled()
    await expectSigns(wallet, signed.mint.publicKey, [1, 2])
  })
})

test('the wallet says that nothing was minted, and mints once nobody meddles', async () => {
  const account = privateKeyToAccount(generatePrivateKey())
  const { session } = await anotherDevice(cluster(), account)
  const keys: Hex[] = []
  changeMints(({ mint, signatures }) => {
    keys.push(mint.publicKey)
    return { mint: { ...mint, owner: thief, sendPkpToItself: false }, signatures }
  })
  await expect(mintKey(session)).rejects.toMatchObject({
    code: 'mint-failed',
    relay: { code: 'mint-refused' },
  })
  expect(keys).toHaveLength(1)
  for (const key of keys) expect(await isMinted(key)).toBe(false)
  await cluster().settled()
  expect(await listKeys(session)).toEqual([])

  relay.proxy.use(undefined)
  const key = await mintKey(session)
  expect(key).toMatchObject({ control: 'own', ownedBy: 'itself' })
  expect((await listKeys(session)).map(({ publicKey }) => publicKey)).toEqual([key.publicKey])
})

test('a relay that says it has minted, and has not, is not believed', async () => {
  // Nobody here waits as long as a wallet does: once it was lied to, its time flies.
  let later = 0
  let step = 0
  const network = await connect({
    deployment: cluster().deployment,
    now: () => Date.now() + (later += step),
  })
  const session = await signInWithAccount(network, privateKeyToAccount(generatePrivateKey()))
  relay.proxy.use(async (request, ask) => {
    if (request.path !== '/v1/mints') return ask(request)
    step = 100_000
    const answer = { transaction: `0x${'ab'.repeat(32)}`, block: 1 }
    const headers = { 'content-type': 'application/json' }
    return { status: 200, headers, body: Buffer.from(JSON.stringify(answer)) }
  })
  await expect(mintKey(session)).rejects.toMatchObject({ code: 'mint-failed' })
  ;[later, step] = [0, 0]
  expect(await listKeys(session)).toEqual([])
  relay.proxy.use(undefined)
  expect(await mintKey(session)).toMatchObject({ control: 'own' })
})

describe('nodes', () => {
  test('sign no mint for a login that is not the requester’s', async () => {
    const { identityProvider } = cluster()
    if (identityProvider === undefined) throw new Error('the cluster has a provider')
    const signIn = async (person: 'alice' | 'bob'): Promise<RawWallet> => {
      const wallet = new RawWallet(cluster().deployment)
      const statement = wallet.statement()
      const token = await identityProvider.idToken(person, statementHash(statement))
      await wallet.open(statement, { kind: 'openid', token })
      return wallet
    }
    const [alice, bob] = [await signIn('alice'), await signIn('bob')]
    const identityOf = ({ certificate }: RawWallet) => {
      if (certificate === undefined) throw new Error('sign in first')
      return certificate.certificate.identity
    }
    const mint = mintTo(identityOf(alice), await readyKey(bob))
    const refused = await askForMint(bob, mint)
    expect(refused.map(({ answer }) => [answer.code, answer.details['reason']])).toEqual(
      [1, 2, 3].map(() => ['mint-refused', 'not-among']),
    )
    const signed = await askForMint(alice, mint)
    expect(signed.map(({ answer }) => answer.status)).toEqual([200, 200, 200])
    // What one person was promised is nobody else's meanwhile.
    const late = await askForMint(bob, mintTo(identityOf(bob), mint.publicKey))
    expect(late.map(({ answer }) => answer.code)).toEqual(['key-taken', 'key-taken', 'key-taken'])
  })
})

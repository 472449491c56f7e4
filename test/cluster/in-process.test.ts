import { hashMessage, keccak256, parseEther, serializeTransaction, type Hex } from 'viem'
import {
  generatePrivateKey,
  privateKeyToAccount,
  publicKeyToAddress,
  type PrivateKeyAccount,
} from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionId } from '../../src/protocol/certificate.ts'
import { statusAnswer } from '../../src/protocol/endpoints.ts'
import { eventually } from '../support/eventually.ts'
import { createCluster, type NodeCluster } from '../support/node-cluster.ts'
import { askForMint, mintTo, readyKey, signedMintCall } from './support/raw-mint.ts'
import {
  expectSigns,
  headerFor,
  joinAnswers,
  messageRequest,
  presign,
  presignAt,
  signAt,
} from './support/raw-signing.ts'
import { randomHex, RawWallet } from './support/raw-wallet.ts'

let cluster: NodeCluster
let account: PrivateKeyAccount
let wallet: RawWallet
let key: Hex

beforeAll(async () => {
  cluster = await createCluster(3, {
    deployment: { walletPage: { domain: 'localhost', url: 'http://localhost/wallet' } },
  })
  await Promise.all([1, 2, 3].map(async (party) => cluster.start(party)))
  await cluster.genesis()
  for (const node of cluster.nodes.values()) {
    await eventually('keys wait', () => node.signing.readyKeys().length >= 2)
  }
  await allPaired()
  account = privateKeyToAccount(generatePrivateKey())
  wallet = new RawWallet(cluster.deployment)
  await wallet.signIn(account)
  key = await mintFor(wallet)
})

afterAll(async () => cluster.stop())

/** A node is ready with one pair: until all hold the same of each, which a restart sets up anew. */
const allPaired = async (): Promise<void> => {
  const generation = (of: number, to: number): string | undefined =>
    cluster.node(of).signing.generations().get(to)?.toString()
  await eventually('all pairs are set up on both sides', () =>
    [
      [1, 2],
      [1, 3],
      [2, 3],
    ].every(([low = 0, high = 0]) => {
      const held = generation(low, high)
      return held !== undefined && held === generation(high, low)
    }),
  )
}

const identityIn = ({ certificate }: RawWallet) => {
  if (certificate === undefined) throw new Error('sign in first')
  return certificate.certificate.identity
}

const settled = async (): Promise<void> => {
  const head = await cluster.chain.client.getBlockNumber()
  for (const { party } of cluster.deployment.nodes) {
    await eventually(`block ${head} is final to node ${party}`, async () => {
      const status = await wallet.ask(party, { path: '/v1/status' })
      return (statusAnswer.parse(status.json).chain?.final ?? 0) >= Number(head)
    })
  }
}

async function mintFor(by: RawWallet): Promise<Hex> {
  const publicKey = await readyKey(by)
  await cluster.chain.send(await signedMintCall(by, mintTo(identityIn(by), publicKey)))
  await settled()
  return publicKey
}

test('a key that no process has had signs a transaction, and the chain takes it', async () => {
  const address = publicKeyToAddress(key)
  await cluster.chain.fund(address, parseEther('1'))
  const to = privateKeyToAccount(generatePrivateKey()).address
  const transaction = {
    type: 'eip1559',
    chainId: foundry.id,
    nonce: 0,
    to,
    value: 1234n,
    gas: 21_000n,
    maxFeePerGas: 10_000_000_000n,
    maxPriorityFeePerGas: 1_000_000_000n,
  } as const
  const bytes = serializeTransaction(transaction)
  const presigned = await presign(wallet, await headerFor(wallet, key, [1, 3]))
  const payload = { kind: 'evm-transaction', bytes }
  const request = { publicKey: key, requestId: randomHex(32), payload }
  const answers = await Promise.all(
    [1, 3].map(async (party) => signAt(wallet, party, presigned, request)),
  )
  const joined = joinAnswers(presigned, request, keccak256(bytes), answers)
  if (joined?.kind !== 'signature') throw new Error('the shares do not join')
  const { r, s, recovery } = joined.signature
  const hex = (value: bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`
  const serializedTransaction = serializeTransaction(transaction, {
    r: hex(r),
    s: hex(s),
    yParity: recovery & 1,
  })
  const { client } = cluster.chain
  const hash = await client.sendRawTransaction({ serializedTransaction })
  const receipt = await client.waitForTransactionReceipt({ hash })
  expect(receipt.status).toBe('success')
  expect(receipt.from.toLowerCase()).toBe(address.toLowerCase())
  expect(await client.getBalance({ address: to })).toBe(1234n)
})

test('any two of three sign', async () => {
  for (const signers of [
    [1, 2],
    [2, 3],
    [1, 3],
  ]) {
    await expectSigns(wallet, key, signers)
  }
})

test('a key that was minted is in nobody’s pool, and not minted again', async () => {
  for (const node of cluster.nodes.values()) expect(node.signing.readyKeys()).not.toContain(key)
  const again = await askForMint(wallet, mintTo(identityIn(wallet), key))
  expect(again.map(({ answer }) => answer.code)).toEqual(['key-taken', 'key-taken', 'key-taken'])
})

test('a stranger, a repeat and another payload get nothing; the owner goes on', async () => {
  const stranger = new RawWallet(cluster.deployment)
  await stranger.signIn(privateKeyToAccount(generatePrivateKey()))
  const header = await headerFor(wallet, key, [1, 2])
  expect(await presignAt(stranger, 1, header)).toMatchObject({ code: 'not-permitted' })
  const presigned = await presign(wallet, header)
  const request = messageRequest(key, 'one')
  const answers = await Promise.all(
    [1, 2].map(async (party) => signAt(wallet, party, presigned, request)),
  )
  expect(joinAnswers(presigned, request, hashMessage('one'), answers)?.kind).toBe('signature')
  const other = messageRequest(key, 'two')
  expect(await signAt(wallet, 1, presigned, other)).toMatchObject({ code: 'presignature-bound' })
  expect(await signAt(stranger, 1, presigned, request)).toMatchObject({ code: 'not-permitted' })
  await expectSigns(wallet, key, [1, 2])
})

test('a session that was ended stays ended when its node starts anew', async () => {
  const ended = new RawWallet(cluster.deployment)
  await ended.signIn(account)
  await expectSigns(ended, key, [1, 2])

  const { certificate } = ended
  if (certificate === undefined) throw new Error('no certificate')
  const path = `/v1/sessions/${sessionId(certificate.certificate)}`
  expect(await ended.ask(1, { method: 'DELETE', path })).toMatchObject({ status: 200 })
  expect(await ended.ask(1, { path: '/v1/sessions' })).toMatchObject({ code: 'session-revoked' })
  await cluster.stopNode(1)
  await cluster.start(1)
  await cluster.ready()
  await allPaired()
  expect(await ended.ask(1, { path: '/v1/sessions' })).toMatchObject({ code: 'session-revoked' })
  await expectSigns(wallet, key, [1, 2])
})

import {
  encodeFunctionData,
  getAddress,
  hashMessage,
  hashTypedData,
  keccak256,
  parseGwei,
  serializeTransaction,
  type Hex,
  type TransactionSerializable,
} from 'viem'
import { publicKeyToAddress, serializeTypedData } from 'viem/utils'
import { beforeAll, describe, expect, test } from 'vitest'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { serializeAuthorization } from '../../src/payloads/evm/authorization.ts'
import type { Ability } from '../../src/protocol/statement.ts'
import { pkpNftAbi } from '../../src/registry/abi/pkp-nft.ts'
import { pkpPermissionsAbi } from '../../src/registry/abi/pkp-permissions.ts'
import type { Call } from '../../src/registry/contracts.ts'
import { permissionCall } from '../../src/registry/permission-call.ts'
import { tokenIdOf } from '../../src/registry/token-id.ts'
import { newPerson, type RawPerson } from './support/raw-person.ts'
import {
  expectSigns,
  headerFor,
  joinAnswers,
  messageRequest,
  presign,
  presignAt,
  signAt,
  type RawRequest,
} from './support/raw-signing.ts'
import { randomHex, RawWallet } from './support/raw-wallet.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// Who has a session may sign with its key, and not take it: what changes who controls a key takes a
// sign-in for just that, which is used once.

const cluster = useCluster({ nodes: 3 })
const somebody = getAddress(randomHex(20))
let person: RawPerson
let address: Hex
let tokenId: bigint

beforeAll(async () => {
  person = await newPerson(cluster(), { statement: { limits: { livePresignatures: 64 } } })
  address = publicKeyToAddress(person.key)
  tokenId = tokenIdOf(person.key)
  await cluster().chain.fund(address, 10n ** 18n)
})

type Payload = RawRequest['payload']

const asked = (payload: Payload): RawRequest => ({
  publicKey: person.key,
  requestId: randomHex(32),
  payload,
})

const chainId = 31_337
const fees = { gas: 300_000n, maxFeePerGas: parseGwei('10'), maxPriorityFeePerGas: 1n }

const transaction = (changes: Partial<TransactionSerializable>): TransactionSerializable =>
  ({ type: 'eip1559', chainId, nonce: 0, ...fees, ...changes }) as TransactionSerializable

const legacy = { type: 'legacy', nonce: 0, gas: 90_000n, gasPrice: 1n } as const

const inWire = (tx: TransactionSerializable): Payload => ({
  kind: 'evm-transaction',
  bytes: serializeTransaction(tx),
})

const call = ({ to, data }: Call): Payload => inWire(transaction({ to, data }))

const typedFor = (verifyingContract: Hex, chain: number | null = chainId) => ({
  domain: { name: 'Any', ...(chain !== null && { chainId: chain }), verifyingContract },
  types: {
    EIP712Domain: [
      { name: 'name', type: 'string' },
      ...(chain === null ? [] : [{ name: 'chainId', type: 'uint256' }]),
      { name: 'verifyingContract', type: 'address' },
    ],
    Any: [{ name: 'text', type: 'string' }],
  },
  primaryType: 'Any' as const,
  message: { text: 'any' },
})

const typed = (contract: Hex, chain?: number | null): Payload => ({
  kind: 'typed-data',
  text: serializeTypedData(typedFor(contract, chain) as never),
})

const transfer = (): Hex =>
  encodeFunctionData({
    abi: pkpNftAbi,
    functionName: 'transferFrom',
    args: [address, somebody, tokenId],
  })

const permit = (account: Hex): Call =>
  permissionCall(cluster().deployment.contracts.PkpPermissions, 'addPermittedAddress', [
    tokenId,
    account,
    [1n],
  ])

const signInText = async (wallet: RawWallet): Promise<Payload> => {
  const statement = wallet.statement({ abilities: ['manage'] })
  const proof = await wallet.walletProof({ ...person.account, address }, statement)
  if (proof.kind !== 'wallet') throw new Error('a wallet proves by a message')
  return messageRequest(person.key, proof.message).payload
}

/** What all three nodes say, two of which have the presignature that is asked for. */
const answersTo = async (wallet: RawWallet, presigned: Presigned, payload: Payload) => {
  const request = asked(payload)
  return Promise.all([1, 2, 3].map(async (party) => signAt(wallet, party, presigned, request)))
}
type Presigned = Awaited<ReturnType<typeof presign>>

const presignedBy = async (wallet: RawWallet): Promise<Presigned> =>
  presign(wallet, await headerFor(wallet, person.key, [1, 2]))

const everywhere = (code: string): readonly string[] => [code, code, code]

describe('a session that may sign', () => {
  const contracts = () => cluster().deployment.contracts

  test.each<[string, () => Payload | Promise<Payload>]>([
    [
      'a call of the node registry',
      () => call({ to: contracts().NodeRegistry, data: '0x12345678' }),
    ],
    ['a call of the token', () => call({ to: contracts().PkpNft, data: '0x12345678' })],
    ['a call of the permissions', () => call(permit(somebody))],
    ['a call of the helper', () => call({ to: contracts().PkpHelper, data: '0x12345678' })],
    ['coins for the token', () => inWire(transaction({ to: contracts().PkpNft, value: 1n }))],
    ['a transfer of the token', () => call({ to: contracts().PkpNft, data: transfer() })],
    [
      'a transfer of the token, the old way of writing it',
      () => inWire({ ...legacy, chainId, to: contracts().PkpNft, data: transfer() }),
    ],
    ['a call of its own code', () => call({ to: address, data: '0x12345678' })],
    [
      'a delegation of its account',
      () => ({
        kind: 'evm-authorization',
        bytes: toHex(
          serializeAuthorization({
            chainId: BigInt(chainId),
            address: somebody.toLowerCase() as Hex,
            nonce: 0n,
          }),
        ),
      }),
    ],
    ['typed data for the token', () => typed(contracts().PkpNft)],
    ['typed data for the permissions, of any chain', () => typed(contracts().PkpPermissions, null)],
    ['typed data for its own account', () => typed(address)],
    ['a text that signs in here', async () => signInText(person.wallet)],
  ])('cannot have %s signed at any node, and loses no presignature', async (_, make) => {
    const { wallet, key } = person
    const presigned = await presignedBy(wallet)
    const answers = await answersTo(wallet, presigned, await make())
    expect(answers.map(({ code }) => code)).toEqual(everywhere('manage-needed'))
    const request = messageRequest(key, 'instead')
    const given = await Promise.all(
      [1, 2].map(async (party) => signAt(wallet, party, presigned, request)),
    )
    expect(joinAnswers(presigned, request, hashMessage('instead'), given)?.kind).toBe('signature')
  })

  test.each<[string, () => Payload, (payload: Payload) => Hex]>([
    [
      'a transaction to anybody else',
      () => inWire(transaction({ to: somebody, value: 1n, data: '0x12345678' })),
      hashOfTransaction,
    ],
    ['coins for itself', () => inWire(transaction({ to: address, value: 1n })), hashOfTransaction],
    [
      'the same call on another chain',
      () => inWire(transaction({ ...permit(somebody), chainId: 1 })),
      hashOfTransaction,
    ],
    [
      'typed data for another contract',
      () => typed(somebody),
      () => hashTypedData(typedFor(somebody) as never),
    ],
    [
      'a text that signs in elsewhere',
      () => messageRequest(person.key, 'example.org wants you to sign in').payload,
      () => hashMessage('example.org wants you to sign in'),
    ],
  ])('has %s signed', async (_, make, digestOf) => {
    const presigned = await presignedBy(person.wallet)
    const payload = make()
    expect(await joined(person.wallet, presigned, payload, digestOf(payload))).toBeDefined()
  })
})

test('no session has signed what could be replayed on every chain', async () => {
  const payload = inWire({ ...legacy, to: somebody, value: 1n })
  const manager = await sessionFor(['manage', 'sign'])
  for (const wallet of [person.wallet, manager]) {
    const answers = await answersTo(wallet, await presignedBy(wallet), payload)
    expect(answers.map(({ code }) => code)).toEqual(everywhere('bad-payload'))
  }
})

function hashOfTransaction(payload: Payload): Hex {
  return keccak256(payload['bytes'] as Hex)
}

/** The signature of both signers, if both give their shares. */
const joined = async (wallet: RawWallet, presigned: Presigned, payload: Payload, digest: Hex) => {
  const request = asked(payload)
  const answers = await Promise.all(
    [1, 2].map(async (party) => signAt(wallet, party, presigned, request)),
  )
  const found = joinAnswers(presigned, request, digest, answers)
  return found?.kind === 'signature' ? found.signature : undefined
}

const sessionFor = async (abilities: readonly Ability[]): Promise<RawWallet> => {
  const wallet = new RawWallet(cluster().deployment)
  const expiresAt = Math.floor(Date.now() / 1000) + 240
  await wallet.signIn(person.account, { abilities: [...abilities], expiresAt })
  return wallet
}

const permitted = async (account: Hex): Promise<boolean> =>
  cluster().chain.client.readContract({
    abi: pkpPermissionsAbi,
    address: cluster().deployment.contracts.PkpPermissions,
    functionName: 'isPermittedAddress',
    args: [tokenId, account],
  })

/** Signs a call as the key's account, has it mined, and waits until nodes have read it. */
const sendAsKey = async (manager: RawWallet, { to, data }: Call): Promise<void> => {
  const { client } = cluster().chain
  const nonce = await client.getTransactionCount({ address })
  const tx = transaction({ to, data, nonce })
  const signature = await joined(
    manager,
    await presignedBy(manager),
    inWire(tx),
    keccak256(serializeTransaction(tx)),
  )
  if (signature === undefined) throw new Error('the nodes did not sign the transaction')
  const { r, s, recovery } = signature
  const word = (value: bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`
  const serializedTransaction = serializeTransaction(tx, {
    r: word(r),
    s: word(s),
    yParity: recovery & 1,
  })
  const hash = await client.sendRawTransaction({ serializedTransaction })
  const receipt = await client.waitForTransactionReceipt({ hash })
  expect(receipt.status).toBe('success')
  await cluster().settled()
}

describe('a session that may manage', () => {
  test('changes who may use the key, once', async () => {
    const account = getAddress(randomHex(20))
    const manager = await sessionFor(['manage'])
    expect(await permitted(account)).toBe(false)
    await sendAsKey(manager, permit(account))
    expect(await permitted(account)).toBe(true)
    const { PkpNft } = cluster().deployment.contracts
    for (const other of [permit(somebody), { to: PkpNft, data: transfer() }]) {
      const answers = await answersTo(manager, await presignedBy(manager), call(other))
      const codes = answers.map(({ code }) => code)
      expect(codes).toEqual(['manage-used', 'manage-used', 'presignature-gone'])
    }
    expect(await permitted(somebody)).toBe(false)
  })

  test('signs nothing that it was not granted', async () => {
    const manager = await sessionFor(['manage'])
    const presigned = await presignedBy(manager)
    const { payload } = messageRequest(person.key, 'hello')
    const answers = await answersTo(manager, presigned, payload)
    expect(answers.map(({ code }) => code)).toEqual(everywhere('not-granted'))
    const both = await sessionFor(['manage', 'sign'])
    await expectSigns(both, person.key, [1, 2], 'hello')
  })
})

describe('a bare digest', () => {
  const digest = randomHex(32)
  const payload = { kind: 'digest', bytes: digest }

  test.each<[Ability[]]>([[['sign']], [['manage']], [['manage', 'sign']]])(
    'is not signed for a session that may %j',
    async (abilities) => {
      const wallet = await sessionFor(abilities)
      const answers = await answersTo(wallet, await presignedBy(wallet), payload)
      expect(answers.map(({ code }) => code)).toEqual(everywhere('not-granted'))
    },
  )

  test('is signed for one that asked for it by name', async () => {
    const wallet = await sessionFor(['sign-raw'])
    expect(await joined(wallet, await presignedBy(wallet), payload, digest)).toBeDefined()
    const { payload: text } = messageRequest(person.key, 'hello')
    const answers = await answersTo(wallet, await presignedBy(wallet), text)
    expect(answers.map(({ code }) => code)).toEqual(everywhere('not-granted'))
  })
})

test('when the key says from when sessions count, those before it are over at all nodes', async () => {
  const { wallet, key, account } = person
  const header = await headerFor(wallet, key, [1, 2])
  await expectSigns(wallet, key, [1, 2])
  const unused = await presignedBy(wallet)
  const manager = await sessionFor(['manage'])
  const from = Math.floor(Date.now() / 1000) + 1
  await waitUntil('the chain is there', async () => {
    await cluster().chain.client.mine({ blocks: 1 })
    const { timestamp } = await cluster().chain.client.getBlock()
    return Number(timestamp) > from
  })
  const { PkpPermissions } = cluster().deployment.contracts
  const raise = [tokenId, BigInt(from)] as const
  await sendAsKey(manager, permissionCall(PkpPermissions, 'raiseSessionsValidFrom', raise))
  for (const older of [wallet, manager]) {
    const answers = await Promise.all([1, 2].map(async (party) => presignAt(older, party, header)))
    expect(answers.map(({ code }) => code)).toEqual(['session-outdated', 'session-outdated'])
  }
  const { payload } = messageRequest(key, 'from before')
  const answers = await answersTo(wallet, unused, payload)
  expect(answers.map(({ code }) => code)).toEqual(everywhere('session-outdated'))
  const fresh = new RawWallet(cluster().deployment)
  await fresh.signIn(account)
  await expectSigns(fresh, key, [1, 2])
  await expectSigns(fresh, key, [2, 3])
})

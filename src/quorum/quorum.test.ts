import { makeSignDoc as makeAminoDoc, serializeSignDoc, Secp256k1Wallet } from '@cosmjs/amino'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64 } from '@scure/base'
import {
  createWalletClient,
  hashMessage,
  http,
  parseEther,
  recoverAddress,
  recoverTransactionAddress,
  verifyMessage,
  verifyTypedData,
  type Hex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stageNodes, type QuorumStage } from '../../test/support/quorum-stage.ts'
import { toHex } from '../payloads/encoding/hex.ts'
import { signatureBody } from '../protocol/endpoints.ts'
import { createSigner } from './accounts/signer.ts'
import { toOfflineSigner } from './accounts/to-offline-signer.ts'
import { toViemAccount } from './accounts/to-viem-account.ts'
import type { Key } from './keys/key.ts'
import { listKeys } from './keys/list-keys.ts'
import { mintKey } from './keys/mint-key.ts'
import { connect } from './network/connect.ts'
import type { Network } from './network/network.ts'
import { endAllSessions, endSession } from './sessions/end-session.ts'
import { listSessions } from './sessions/list-sessions.ts'
import { restoreSession, type Session } from './sessions/session.ts'
import { signInWithAccount } from './sessions/sign-in-with-account.ts'
import { openPresignature } from './signing/open-presignature.ts'
import { sign } from './signing/sign.ts'

let stage: QuorumStage
let network: Network
let person: PrivateKeyAccount
let session: Session
let key: Key

const someone = () => privateKeyToAccount(generatePrivateKey())
const hello = { kind: 'personal-message', bytes: '0x68656c6c6f' } as const

beforeAll(async () => {
  stage = await stageNodes({ keys: 8 })
  network = await connect({ deployment: stage.deployment, fetch: stage.fetch })
  person = someone()
  session = await signInWithAccount(network, person)
  key = await mintKey(session, { send: stage.send })
})
afterAll(async () => stage.close())

/** Which of them nodes were asked for shares of. */
const presignaturesUsed = () =>
  stage.asked
    .filter(({ path }) => path === '/v1/signatures')
    .map(({ body }) => signatureBody.parse(JSON.parse(body)).presignature)

const codeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'taken',
    (error: { code?: unknown }) => error.code ?? error,
  )

describe('a person', () => {
  test('has a key of their own, which nobody else may use', () => {
    expect(key).toMatchObject({
      control: 'own',
      ownedBy: 'itself',
      mayUse: 'anything',
      others: [],
      permitted: [{ id: person.address.toLowerCase(), scopes: [1] }],
    })
  })

  test('finds the same key on a second device, and a stranger finds none', async () => {
    const second = await connect({ deployment: stage.deployment, fetch: stage.fetch })
    const there = await signInWithAccount(second, person)
    expect(await listKeys(there)).toEqual([key])
    expect(await listKeys(await signInWithAccount(second, someone()))).toEqual([])
  })

  test('signs, and whoever checks sees one ordinary signature', async () => {
    const lit: string[] = []
    const { r, s, yParity, signers } = await sign(session, key, hello, {
      onProgress: ({ node, state }) => lit.push(`${node} ${state}`),
    })
    const signed = { r, s, yParity }
    const address = await recoverAddress({ hash: hashMessage('hello'), signature: signed })
    expect(address).toBe(key.ethAddress)
    for (const node of signers) {
      expect(lit).toContain(`${node} ready`)
      expect(lit).toContain(`${node} signed`)
    }
  })

  test('has a signature prepared, which serves one payload and no other', async () => {
    const presignature = await openPresignature(session, key)
    await sign(session, key, hello, { presignature })
    expect(presignaturesUsed()).toContain(toHex(presignature.headerHash))
    stage.asked.length = 0
    await sign(session, key, hello, { presignature })
    expect(presignaturesUsed()).not.toContain(toHex(presignature.headerHash))
  })

  test('uses for the next payload what was prepared for one that was not signed', async () => {
    const unused = await openPresignature(session, key)
    expect(await openPresignature(session, key)).toBe(unused)
    stage.asked.length = 0
    await sign(session, key, hello)
    expect(presignaturesUsed()).toContain(toHex(unused.headerHash))
  })

  test('may sign what is read in one way, and nothing else', async () => {
    const unread = sign(session, key, { kind: 'evm-transaction', bytes: '0x02c0' })
    expect(await codeOf(unread)).toBe('bad-payload')
    expect(await codeOf(sign(session, key, { ...hello, bytes: '0x' }))).toBe('taken')
  })

  test('is told by all nodes at once what their session does not allow', async () => {
    const digest = { kind: 'digest', bytes: `0x${'11'.repeat(32)}` } as const
    const error = sign(session, key, digest)
    await expect(error).rejects.toMatchObject({ code: 'refused' })
    await expect(error).rejects.toThrow('not-granted')
    const raw = await signInWithAccount(network, person, { abilities: ['sign-raw'] })
    expect(await codeOf(sign(raw, key, digest))).toBe('taken')
  })
})

describe('sessions', () => {
  test('are listed, of all devices, and end everywhere', async () => {
    const person = someone()
    const [one, other] = [
      await signInWithAccount(network, person),
      await signInWithAccount(network, person, { lifetime: 60 }),
    ]
    await expect
      .poll(async () => (await listSessions(one)).map(({ id }) => id).toSorted())
      .toEqual([one.id, other.id].toSorted())
    const end = await endSession(one, other.id)
    expect(end).toMatchObject({ ended: [1, 2, 3], missed: [] })
    expect(await codeOf(listSessions(other))).toBe('signed-out')
    expect(await listSessions(one)).toHaveLength(2)
    await endAllSessions(one)
    expect(await codeOf(listSessions(one))).toBe('signed-out')
  })

  test('are restored from what was stored, and not from anything else', async () => {
    const again = await restoreSession(network, session.stored)
    expect(again.id).toBe(session.id)
    expect(await codeOf(sign(again, key, hello))).toBe('taken')
    const { certificate } = session.stored
    const forged = {
      ...session.stored,
      certificate: { ...certificate, abilities: ['manage' as const] },
    }
    expect(await codeOf(restoreSession(network, forged))).toBe('signed-out')
  })
})

describe('any viem program', () => {
  const account = () => toViemAccount(createSigner(session, key))

  test('signs messages and typed data', async () => {
    const { address } = account()
    const signature = await account().signMessage({ message: 'hello' })
    expect(await verifyMessage({ address, message: 'hello', signature })).toBe(true)
    const raw = '0xC0FFEE' as const
    const ofRaw = await account().signMessage({ message: { raw } })
    expect(await verifyMessage({ address, message: { raw }, signature: ofRaw })).toBe(true)
    const typed = {
      domain: { name: 'Shop', chainId: 1, verifyingContract: address },
      types: {
        Order: [
          { name: 'amount', type: 'uint256' },
          { name: 'to', type: 'address' },
        ],
      },
      primaryType: 'Order',
      message: { amount: 2n ** 200n, to: address },
    } as const
    const ofTyped = await account().signTypedData(typed)
    expect(await verifyTypedData({ ...typed, address, signature: ofTyped })).toBe(true)
  })

  test('sends a transaction that a chain takes', async () => {
    const { chain } = stage.nodes.registry
    await chain.setBalance({ address: key.ethAddress, value: parseEther('1') })
    const { url } = chain.transport as unknown as { readonly url: string }
    const client = createWalletClient({ account: account(), chain: foundry, transport: http(url) })
    const to = someone().address
    const hash = await client.sendTransaction({ to, value: 5n })
    const receipt = await chain.waitForTransactionReceipt({ hash })
    expect(receipt).toMatchObject({ status: 'success', from: key.ethAddress.toLowerCase() })
    expect(await chain.getBalance({ address: to })).toBe(5n)
  })

  test.each(['legacy', 'eip2930'] as const)('signs a transaction of type %s', async (type) => {
    const serializedTransaction = await account().signTransaction({
      type,
      chainId: 1,
      gas: 21_000n,
      gasPrice: 7n,
      to: key.ethAddress,
      nonce: 1,
    })
    expect(
      await recoverTransactionAddress({ serializedTransaction: serializedTransaction as never }),
    ).toBe(key.ethAddress)
  })

  test('signs an authorisation only with a session that manages', async () => {
    const asked = { address: someone().address, chainId: 1, nonce: 0 }
    const { signAuthorization } = account()
    expect(await codeOf(signAuthorization?.(asked) ?? Promise.resolve())).toBe('refused')
    const managing = await signInWithAccount(network, person, { abilities: ['manage'] })
    const manager = toViemAccount(createSigner(managing, key))
    expect(await manager.signAuthorization?.(asked)).toMatchObject({ ...asked, nonce: 0 })
  })

  test('signs a digest only if its session was made for that', async () => {
    expect(account().sign).toBeUndefined()
    const raw = await signInWithAccount(network, person, { abilities: ['sign-raw'] })
    const hash: Hex = `0x${'AB'.repeat(32)}`
    const signature = await toViemAccount(createSigner(raw, key)).sign?.({ hash })
    expect(await recoverAddress({ hash, signature: signature ?? '0x' })).toBe(key.ethAddress)
  })
})

describe('any CosmJS program', () => {
  test('signs as amino, and takes the same account from it as from CosmJS’ own signer', async () => {
    const signer = toOfflineSigner(createSigner(session, key), 'cosmos')
    const [account] = await signer.getAccounts()
    const [theirs] = await (await Secp256k1Wallet.fromKey(new Uint8Array(32).fill(7))).getAccounts()
    expect(Object.keys(account ?? {}).toSorted()).toEqual(Object.keys(theirs ?? {}).toSorted())
    const address = account?.address ?? ''
    const send = {
      type: 'cosmos-sdk/MsgSend',
      value: {
        from_address: address,
        to_address: address,
        amount: [{ denom: 'uatom', amount: '1' }],
      },
    }
    const fee = { amount: [{ denom: 'uatom', amount: '2' }], gas: '200000' }
    const doc = makeAminoDoc([send], fee, 'cosmoshub-4', 'for tea & <cake>', 3, 4)
    const { signed, signature } = await signer.signAmino(address, doc)
    expect(signed).toEqual(doc)
    const digest = sha256(serializeSignDoc(doc))
    expect(
      secp256k1.verify(
        base64.decode(signature.signature),
        digest,
        account?.pubkey ?? new Uint8Array(),
        {
          prehash: false,
        },
      ),
    ).toBe(true)
    expect(await codeOf(signer.signAmino(theirs?.address ?? '', doc))).toBe('not-configured')
  })

  test('signs data of an application’s choice, as ADR-36 has it', async () => {
    const signer = toOfflineSigner(createSigner(session, key), 'cosmos')
    const [account] = await signer.getAccounts()
    const value = { signer: account?.address, data: base64.encode(new Uint8Array([1, 2, 3])) }
    const doc = makeAminoDoc(
      [{ type: 'sign/MsgSignData', value }],
      { amount: [], gas: '0' },
      '',
      '',
      0,
      0,
    )
    const { signature } = await signer.signAmino(account?.address ?? '', doc)
    const digest = sha256(serializeSignDoc(doc))
    expect(
      secp256k1.verify(
        base64.decode(signature.signature),
        digest,
        account?.pubkey ?? new Uint8Array(),
        {
          prehash: false,
        },
      ),
    ).toBe(true)
    const elsewhere = { ...doc, chain_id: 'cosmoshub-4' }
    expect(await codeOf(signer.signAmino(account?.address ?? '', elsewhere))).toBe('bad-payload')
  })
})

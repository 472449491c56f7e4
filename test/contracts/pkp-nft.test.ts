import { encodeFunctionData, hashTypedData, zeroAddress, type Address, type Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pkpNftAbi } from '../../src/registry/abi/pkp-nft.ts'
import type { Call } from '../../src/registry/contracts.ts'
import { mintCall } from '../../src/registry/mint-call.ts'
import { mintStatement } from '../../src/registry/mint-statement.ts'
import type { Mint } from '../../src/registry/mint.ts'
import { nodeSetCall } from '../../src/registry/node-set-calls.ts'
import { nodeSetStatement } from '../../src/registry/node-set-statement.ts'
import { readPkp } from '../../src/registry/read-pkp.ts'
import { readPkpsOfOwner } from '../../src/registry/read-pkps-of-owner.ts'
import {
  action,
  burned,
  login,
  mintOf,
  mintPkp,
  owner,
  passkey,
  pkpOf,
  signedMint,
  stranger,
  toItself,
} from '../support/pkps.ts'
import { accountOf, signedBy, testNode, testNodes } from '../support/registry-nodes.ts'
import {
  currentSet,
  eventsOf,
  expectRefused,
  expectTaken,
  networkKey,
  send,
  startRegistry,
  type TestRegistry,
} from '../support/registry.ts'

const latest = { blockTag: 'latest' } as const
const elsewhere: Hex = `0x1220${'ee'.repeat(32)}`

let registry: TestRegistry
let snapshot: Hex
beforeAll(async () => {
  registry = await startRegistry()
})
beforeEach(async () => {
  snapshot = await registry.chain.snapshot()
})
afterEach(async () => {
  await registry.chain.revert({ id: snapshot })
})
afterAll(async () => registry.stop())

const nft = () => ({ abi: pkpNftAbi, address: registry.contracts.PkpNft }) as const
const record = async (tokenId: bigint) =>
  readPkp(registry.chain, registry.contracts.PkpPermissions, tokenId, latest)

const transferCall = (from: Address, to: Address, tokenId: bigint): Call => ({
  to: registry.contracts.PkpNft,
  data: encodeFunctionData({
    abi: pkpNftAbi,
    functionName: 'transferFrom',
    args: [from, to, tokenId],
  }),
})

const burnCall = (tokenId: bigint): Call => ({
  to: registry.contracts.PkpNft,
  data: encodeFunctionData({ abi: pkpNftAbi, functionName: 'burn', args: [tokenId] }),
})

/** A mint that has something of everything, so that everything can be changed. */
const full = (changes: Partial<Mint> = {}): Mint =>
  mintOf('full', {
    authMethods: [
      { ...login, scopes: [1n, 2n] },
      { ...passkey, scopes: [] },
    ],
    addresses: [{ account: stranger, scopes: [2n] }],
    actions: [{ id: action, scopes: [1n] }],
    addPkpEthAddressAsPermittedAddress: true,
    pkpEthAddressScopes: [3n],
    ...changes,
  })

describe('a mint', () => {
  test('gives the owner a token named by the hash of the key', async () => {
    const { tokenId, address } = await mintPkp(registry, 'alice')
    expect(await record(tokenId)).toEqual({
      tokenId,
      publicKey: accountOf('alice').publicKey,
      ethAddress: address,
      owner,
      sessionsValidFrom: 0n,
      permitted: [{ ...login, scopes: [1] }],
    })
    expect(await readPkpsOfOwner(registry.chain, registry.contracts.PkpNft, owner, latest)).toEqual(
      [tokenId],
    )
    const args = [address] as const
    expect(
      await registry.chain.readContract({ ...nft(), functionName: 'ethAddressToPkpId', args }),
    ).toBe(tokenId)
  })

  test('grants all that it lists', async () => {
    await send(registry, await signedMint(registry, full()))
    const { permitted } = await record(pkpOf('full').tokenId)
    const plain = { userPubkey: '0x' }
    expect(permitted).toEqual([
      { ...login, scopes: [1, 2] },
      { ...passkey, scopes: [] },
      { ...plain, authMethodType: 1n, id: stranger.toLowerCase(), scopes: [2] },
      { ...plain, authMethodType: 2n, id: action, scopes: [1] },
      { ...plain, authMethodType: 1n, id: pkpOf('full').address.toLowerCase(), scopes: [3] },
    ])
  })

  test('is told to indexers', async () => {
    const receipt = await send(registry, await signedMint(registry, mintOf('alice')))
    const { tokenId, address: ethAddress } = pkpOf('alice')
    const { publicKey } = accountOf('alice')
    expect(eventsOf(receipt)).toEqual([
      { name: 'PkpMinted', args: { tokenId, ethAddress, keyType: 2n, publicKey, burned: false } },
      { name: 'Transfer', args: { from: zeroAddress, to: owner, tokenId } },
      { name: 'PermittedAuthMethodAdded', args: { tokenId, ...login } },
      {
        name: 'PermittedAuthMethodScopeAdded',
        args: { tokenId, authMethodType: 6n, id: login.id, scopeId: 1n },
      },
    ])
  })

  test('is hashed by the contract as nodes hash it', async () => {
    const args = [full()] as const
    const digest = await registry.chain.readContract({
      ...nft(),
      functionName: 'mintDigest',
      args,
    })
    expect(digest).toBe(hashTypedData(mintStatement(registry.nftPlace, full())))
  })

  test.each<[string, Partial<Mint>]>([
    ['key', { publicKey: accountOf('mallory').publicKey }],
    ['owner', { owner: stranger }],
    ['owner to the PKP itself', toItself],
    ['auth method', { authMethods: [{ ...passkey, scopes: [1n] }] }],
    ['id of an auth method', { authMethods: [{ ...login, id: '0x01', scopes: [1n, 2n] }] }],
    ['type of an auth method', { authMethods: [{ ...login, authMethodType: 8n, scopes: [1n] }] }],
    [
      'public key of an auth method',
      {
        authMethods: [
          { ...login, scopes: [1n, 2n] },
          { ...passkey, userPubkey: '0x00', scopes: [] },
        ],
      },
    ],
    ['scope of an auth method', { authMethods: [{ ...login, scopes: [1n] }] }],
    ['order of auth methods', { authMethods: full().authMethods.toReversed() }],
    ['no auth method', { authMethods: [] }],
    ['address', { addresses: [{ account: owner, scopes: [2n] }] }],
    ['scope of an address', { addresses: [{ account: stranger, scopes: [1n] }] }],
    ['no address', { addresses: [] }],
    ['action', { actions: [{ id: elsewhere, scopes: [1n] }] }],
    ['scope of an action', { actions: [{ id: action, scopes: [] }] }],
    ["the PKP's own address left out", { addPkpEthAddressAsPermittedAddress: false }],
    ["scopes of the PKP's own address", { pkpEthAddressScopes: [1n] }],
    ['deadline', { deadline: full().deadline + 1n }],
  ])('with another %s than was signed is refused', async (_, change) => {
    const { PkpNft } = registry.contracts
    const statement = mintStatement(registry.nftPlace, full())
    const signatures = await signedBy(registry.nodes.slice(0, 2), statement)
    await expectRefused(
      registry,
      { call: mintCall(PkpNft, full(change), signatures) },
      'NotASigner',
    )
    await expectTaken(registry, mintCall(PkpNft, full(), signatures))
    await expectTaken(registry, await signedMint(registry, full(change)))
  })

  test('cannot be turned into a burn', async () => {
    const { PkpNft } = registry.contracts
    const statement = mintStatement(registry.nftPlace, full())
    const signatures = await signedBy(registry.nodes, statement)
    const call = mintCall(PkpNft, full({ ...burned, actions: full().actions }), signatures)
    await expectRefused(registry, { call }, 'NotASigner')
  })

  test('signed for another chain or contract is refused', async () => {
    for (const place of [{ ...registry.nftPlace, chainId: 1 }, registry.place]) {
      const signatures = await signedBy(registry.nodes, mintStatement(place, full()))
      const call = mintCall(registry.contracts.PkpNft, full(), signatures)
      await expectRefused(registry, { call }, 'NotASigner')
    }
  })

  test('needs a threshold of distinct nodes of the set', async () => {
    const mint = mintOf('alice')
    const [one, two] = registry.nodes
    if (one === undefined || two === undefined) throw new Error('no node')
    const few = await signedMint(registry, mint, [one])
    await expectRefused(registry, { call: few }, 'TooFewSignatures', [1n, 2n])
    const twice = await signedMint(registry, mint, [one, one])
    await expectRefused(registry, { call: twice }, 'SignersNotAscending')
    const foreign = await signedMint(registry, mint, [one, testNode(9)])
    await expectRefused(registry, { call: foreign }, 'NotASigner', [testNode(9).signer.address, 1])
    await expectTaken(registry, await signedMint(registry, mint, [one, two]))
    await expectTaken(registry, await signedMint(registry, mint, registry.nodes))
  })

  test('is refused with signatures of a set that is no more', async () => {
    const before = await signedMint(registry, mintOf('alice'))
    const nodes = testNodes(3).map((node, place) => (place === 0 ? testNode(4) : node))
    const ordered = nodes.toSorted((left, right) => left.record.party - right.record.party)
    const set = { epoch: 2, threshold: 2, nodes: ordered.map((node) => node.record) }
    const { head } = await currentSet(registry)
    const statement = nodeSetStatement(registry.place, { ...set, previous: head, networkKey })
    const signatures = await signedBy(registry.nodes, statement)
    await send(registry, nodeSetCall(registry.contracts.NodeRegistry, set, signatures))
    const gone = testNode(1).signer.address
    await expectRefused(registry, { call: before }, 'NotASigner', [gone, 2])
    await expectTaken(registry, await signedMint(registry, mintOf('alice'), ordered.slice(0, 2)))
  })

  test('is taken once, whoever brings it', async () => {
    const call = await signedMint(registry, mintOf('alice'))
    const { tokenId } = pkpOf('alice')
    await send(registry, call, stranger)
    expect((await record(tokenId)).owner).toBe(owner)
    await expectRefused(registry, { call }, 'AlreadyMinted', [tokenId])
    const again = await signedMint(registry, mintOf('alice', { owner: stranger }))
    await expectRefused(registry, { call: again }, 'AlreadyMinted', [tokenId])
  })

  test('is refused after its deadline', async () => {
    const { timestamp } = await registry.chain.getBlock()
    const past = await signedMint(registry, mintOf('alice', { deadline: timestamp - 1n }))
    await expectRefused(registry, { call: past }, 'MintExpired')
    const soon = await signedMint(registry, mintOf('alice', { deadline: timestamp + 1000n }))
    await expectTaken(registry, soon)
  })

  const { publicKey } = accountOf('alice')
  const prime = 2n ** 256n - 2n ** 32n - 977n
  const word = (value: bigint) => value.toString(16).padStart(64, '0')

  test.each<[string, Hex]>([
    ['is empty', '0x'],
    ['is compressed', `0x02${publicKey.slice(4, 68)}`],
    ['has another prefix', `0x06${publicKey.slice(4)}`],
    ['is too long', `${publicKey}00`],
    [
      'is off the curve',
      `${publicKey.slice(0, -2)}${publicKey.endsWith('00') ? '01' : '00'}` as Hex,
    ],
    ['is zero', `0x04${'00'.repeat(64)}`],
    // y² = 1 + 7 for x = 1, so that x = p + 1 would be the same point written twice.
    [
      'is not reduced',
      `0x04${word(prime + 1n)}${word(29896722852569046015560700294576055776214335159245303116488692907525646231534n)}`,
    ],
  ])('of a key that %s is refused', async (_, key) => {
    const call = await signedMint(registry, mintOf('alice', { publicKey: key }))
    await expectRefused(registry, { call }, 'NotAPublicKey', [key])
    await expectTaken(registry, await signedMint(registry, mintOf('alice')))
  })

  test.each([0n, 1n, 3n])('of key type %i is refused', async (keyType) => {
    const call = await signedMint(registry, mintOf('alice', { keyType }))
    await expectRefused(registry, { call }, 'UnsupportedKeyType', [keyType])
  })

  test.each<[string, Partial<Mint>]>([
    ['nobody', { owner: zeroAddress }],
    ['an owner and itself', { sendPkpToItself: true }],
    ['an owner, and burned', { ...burned, owner }],
    ['itself, and burned', { ...burned, sendPkpToItself: true }],
  ])('to %s is refused', async (_, change) => {
    const call = await signedMint(registry, mintOf('alice', change))
    await expectRefused(registry, { call }, 'AmbiguousOwner')
  })

  test('to itself makes the PKP its own owner', async () => {
    const { tokenId, address } = await mintPkp(registry, 'alice', toItself)
    expect((await record(tokenId)).owner).toBe(address)
  })
})

describe('mint, grant and burn', () => {
  test('leaves a key without an owner, readable for ever', async () => {
    const { tokenId, address } = await mintPkp(registry, 'alice', { ...burned, authMethods: [] })
    expect(await record(tokenId)).toEqual({
      tokenId,
      publicKey: accountOf('alice').publicKey,
      ethAddress: address,
      owner: undefined,
      sessionsValidFrom: 0n,
      permitted: [{ authMethodType: 2n, id: action, userPubkey: '0x', scopes: [1] }],
    })
    const args = [tokenId] as const
    const { chain } = registry
    expect(await chain.readContract({ ...nft(), functionName: 'isRouted', args })).toBe(true)
    await expect(chain.readContract({ ...nft(), functionName: 'ownerOf', args })).rejects.toThrow(
      'ERC721NonexistentToken',
    )
  })

  test('cannot be minted again', async () => {
    const { tokenId } = await mintPkp(registry, 'alice', burned)
    const call = await signedMint(registry, mintOf('alice'))
    await expectRefused(registry, { call }, 'AlreadyMinted', [tokenId])
  })

  test('grants something', async () => {
    const nothing = { ...burned, authMethods: [], actions: [] }
    const call = await signedMint(registry, mintOf('alice', nothing))
    await expectRefused(registry, { call }, 'NothingGranted', [pkpOf('alice').tokenId])
    await expectTaken(registry, await signedMint(registry, mintOf('alice', burned)))
  })

  test.each([
    ['mintNext', burned, true],
    ['mintGrantAndBurnNext', {}, false],
  ] as const)('is not done by %s unless it says so', async (functionName, change, burn) => {
    const mint = mintOf('alice', change)
    const signatures = await signedBy(registry.nodes, mintStatement(registry.nftPlace, mint))
    const data = encodeFunctionData({ abi: pkpNftAbi, functionName, args: [mint, signatures] })
    const call = { to: registry.contracts.PkpNft, data }
    await expectRefused(registry, { call }, 'WrongKindOfMint', [burn])
  })

  test('of two keys in one block does not collide', async () => {
    const calls = [
      await signedMint(registry, mintOf('alice', burned)),
      await signedMint(registry, mintOf('bob', burned)),
    ]
    await registry.chain.setAutomine(false)
    const mined = Promise.all(
      calls.map(async (call, place) => send(registry, call, accountOf(`relay ${place}`).address)),
    )
    await expect.poll(async () => (await registry.chain.getTxpoolStatus()).pending).toBe(2)
    // Both into the first; the second is for whoever looked while the first was being written.
    await registry.chain.mine({ blocks: 2 })
    await registry.chain.setAutomine(true)
    const [one, two] = await mined
    expect(one?.blockNumber).toBe(two?.blockNumber)
    expect((await record(pkpOf('alice').tokenId)).owner).toBeUndefined()
    expect((await record(pkpOf('bob').tokenId)).owner).toBeUndefined()
  })
})

describe('a token', () => {
  test('goes to another owner, and ends the sessions of the one before', async () => {
    const { tokenId } = await mintPkp(registry, 'alice')
    const receipt = await send(registry, transferCall(owner, stranger, tokenId), owner)
    const { timestamp } = await registry.chain.getBlock({ blockNumber: receipt.blockNumber })
    expect(await record(tokenId)).toMatchObject({
      owner: stranger,
      sessionsValidFrom: timestamp,
      permitted: [{ ...login, scopes: [1] }],
    })
    expect(eventsOf(receipt)).toContainEqual({
      name: 'SessionsValidFromRaised',
      args: { tokenId, sessionsValidFrom: timestamp },
    })
  })

  test('is moved by its owner alone', async () => {
    const { tokenId } = await mintPkp(registry, 'alice')
    const call = transferCall(owner, stranger, tokenId)
    await expectRefused(registry, { call, from: stranger }, 'ERC721InsufficientApproval')
    await expectTaken(registry, call, owner)
  })

  test('is burned by its owner alone, and stays readable', async () => {
    const { tokenId, address } = await mintPkp(registry, 'alice')
    const call = burnCall(tokenId)
    const refused = [tokenId, stranger]
    await expectRefused(registry, { call, from: stranger }, 'NotOwnerNorApproved', refused)
    await send(registry, call, owner)
    expect(await record(tokenId)).toMatchObject({
      owner: undefined,
      ethAddress: address,
      sessionsValidFrom: 0n,
      permitted: [{ ...login, scopes: [1] }],
    })
  })

  test.each(['getPubkey', 'getEthAddress', 'ownerOrNone', 'tokenURI'] as const)(
    'that never was has no %s',
    async (functionName) => {
      const reading = registry.chain.readContract({ ...nft(), functionName, args: [7n] })
      await expect(reading).rejects.toThrow('UnknownPkp')
    },
  )
})

import { concatHex, keccak256, stringToHex, zeroHash, type Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readPkp } from '../../src/registry/read-pkp.ts'
import { readPkpsOfAuthMethod } from '../../src/registry/read-pkps-of-auth-method.ts'
import { change, permissionsOf, sendChange } from '../support/permissions.ts'
import {
  action,
  burned,
  login,
  mintPkp,
  owner,
  passkey,
  stranger,
  type TestPkp,
} from '../support/pkps.ts'
import { accountOf } from '../support/registry-nodes.ts'
import {
  eventsOf,
  expectRefused,
  expectTaken,
  startRegistry,
  type TestRegistry,
} from '../support/registry.ts'

const latest = { blockTag: 'latest' } as const
const methodType = { login: login.authMethodType, action: 2n, address: 1n }

let registry: TestRegistry
let alice: TestPkp
let snapshot: Hex
beforeAll(async () => {
  registry = await startRegistry()
  alice = await mintPkp(registry, 'alice')
})
beforeEach(async () => {
  snapshot = await registry.chain.snapshot()
})
afterEach(async () => {
  await registry.chain.revert({ id: snapshot })
})
afterAll(async () => registry.stop())

const permitted = async ({ tokenId }: TestPkp = alice) =>
  (await readPkp(registry.chain, registry.contracts.PkpPermissions, tokenId, latest)).permitted

const permissions = () => permissionsOf(registry)

describe('an auth method', () => {
  test('is added with its scopes, told with its type, and found from both sides', async () => {
    const { tokenId } = alice
    const receipt = await sendChange(registry, owner, 'addPermittedAuthMethod', [
      tokenId,
      passkey,
      [1n, 255n],
    ])
    expect(await permitted()).toContainEqual({ ...passkey, scopes: [1, 255] })
    const { authMethodType, id } = passkey
    expect(eventsOf(receipt)).toEqual([
      { name: 'PermittedAuthMethodAdded', args: { tokenId, ...passkey } },
      {
        name: 'PermittedAuthMethodScopeAdded',
        args: { tokenId, authMethodType, id, scopeId: 1n },
      },
      {
        name: 'PermittedAuthMethodScopeAdded',
        args: { tokenId, authMethodType, id, scopeId: 255n },
      },
    ])
    const { chain, contracts } = registry
    const found = await readPkpsOfAuthMethod(chain, contracts.PkpPermissions, passkey, latest)
    expect(found).toEqual([tokenId])
  })

  test('is not added twice', async () => {
    const { tokenId } = alice
    const call = change(registry, 'addPermittedAuthMethod', [tokenId, login, []])
    const args = [tokenId, methodType.login, login.id]
    await expectRefused(registry, { call, from: owner }, 'AlreadyPermitted', args)
    await expectTaken(
      registry,
      change(registry, 'addPermittedAuthMethod', [tokenId, passkey, []]),
      owner,
    )
  })

  test.each([
    ['no type', { ...login, authMethodType: 0n }],
    ['no id', { ...login, id: '0x' }],
    [
      'an address that is none',
      { authMethodType: 1n, id: `0x${'11'.repeat(21)}`, userPubkey: '0x' },
    ],
    ['the zero address', { authMethodType: 1n, id: `0x${'00'.repeat(20)}`, userPubkey: '0x' }],
    ['a passkey without its public key', { ...passkey, userPubkey: '0x' }],
  ] as const)('with %s is refused', async (_, method) => {
    const call = change(registry, 'addPermittedAuthMethod', [alice.tokenId, method, []])
    const args = [method.authMethodType, method.id, method.userPubkey]
    await expectRefused(registry, { call, from: owner }, 'MalformedAuthMethod', args)
  })

  test('is removed with its scopes and key, and told', async () => {
    const { tokenId } = alice
    const { authMethodType, id } = login
    const receipt = await sendChange(registry, owner, 'removePermittedAuthMethod', [
      tokenId,
      authMethodType,
      id,
    ])
    expect(await permitted()).toEqual([])
    expect(eventsOf(receipt)).toEqual([
      { name: 'PermittedAuthMethodRemoved', args: { tokenId, authMethodType, id } },
    ])
    const { chain, contracts } = registry
    const found = await readPkpsOfAuthMethod(chain, contracts.PkpPermissions, login, latest)
    expect(found).toEqual([])
    const again = change(registry, 'removePermittedAuthMethod', [tokenId, authMethodType, id])
    const args = [tokenId, authMethodType, id]
    await expectRefused(registry, { call: again, from: owner }, 'NotPermitted', args)
  })

  test('comes back without the scopes it had', async () => {
    const { tokenId } = alice
    const { authMethodType, id } = login
    await sendChange(registry, owner, 'removePermittedAuthMethod', [tokenId, authMethodType, id])
    const args = [tokenId, authMethodType, id, 1n] as const
    const present = async () =>
      registry.chain.readContract({
        ...permissions(),
        functionName: 'isPermittedAuthMethodScopePresent',
        args,
      })
    expect(await present()).toBe(false)
    await sendChange(registry, owner, 'addPermittedAuthMethod', [tokenId, login, []])
    expect(await present()).toBe(false)
    expect(await permitted()).toEqual([{ ...login, scopes: [] }])
  })

  test('comes back with another public key, and keys of one PKP are not those of another', async () => {
    const bob = await mintPkp(registry, 'bob')
    const other = { ...passkey, userPubkey: '0xa502' } as const
    const { authMethodType, id } = passkey
    const keyOf = async ({ tokenId }: TestPkp) =>
      registry.chain.readContract({
        ...permissions(),
        functionName: 'getUserPubkeyForAuthMethod',
        args: [tokenId, authMethodType, id],
      })
    for (const pkp of [alice, bob]) {
      await sendChange(registry, owner, 'addPermittedAuthMethod', [pkp.tokenId, passkey, []])
    }
    const remove = [alice.tokenId, authMethodType, id] as const
    await sendChange(registry, owner, 'removePermittedAuthMethod', remove)
    expect(await keyOf(alice)).toBe('0x')
    await sendChange(registry, owner, 'addPermittedAuthMethod', [alice.tokenId, other, []])
    expect(await keyOf(alice)).toBe(other.userPubkey)
    expect(await keyOf(bob)).toBe(passkey.userPubkey)
  })

  test('is found in pages when many PKPs list it', async () => {
    const pkps = [alice]
    for (const name of ['bob', 'carol']) pkps.push(await mintPkp(registry, name))
    const tokenIds = pkps.map(({ tokenId }) => tokenId)
    const { authMethodType, id } = login
    const args = [authMethodType, id] as const
    const { chain } = registry
    const all = { ...permissions(), functionName: 'getTokenIdsForAuthMethod', args } as const
    expect(await chain.readContract(all)).toEqual(tokenIds)
    const page = async (start: bigint, end: bigint) =>
      chain.readContract({
        ...permissions(),
        functionName: 'getTokenIdsForAuthMethodInRange',
        args: [authMethodType, id, start, end],
      })
    expect(await page(0n, 2n)).toEqual([tokenIds.slice(0, 2), 3n])
    expect(await page(2n, 9n)).toEqual([tokenIds.slice(2), 3n])
    expect(await page(9n, 12n)).toEqual([[], 3n])
    const keys = { ...permissions(), functionName: 'getPKPPubKeysByAuthMethod', args } as const
    expect(await chain.readContract(keys)).toEqual(
      ['alice', 'bob', 'carol'].map((name) => accountOf(name).publicKey),
    )
  })
})

describe('a scope', () => {
  const { authMethodType, id } = login

  test('is added and removed, and told with its type', async () => {
    const { tokenId } = alice
    const args = [tokenId, authMethodType, id, 2n] as const
    const told = { tokenId, authMethodType, id, scopeId: 2n }
    const added = await sendChange(registry, owner, 'addPermittedAuthMethodScope', args)
    expect(await permitted()).toEqual([{ ...login, scopes: [1, 2] }])
    expect(eventsOf(added)).toEqual([{ name: 'PermittedAuthMethodScopeAdded', args: told }])
    const removed = await sendChange(registry, owner, 'removePermittedAuthMethodScope', args)
    expect(await permitted()).toEqual([{ ...login, scopes: [1] }])
    expect(eventsOf(removed)).toEqual([{ name: 'PermittedAuthMethodScopeRemoved', args: told }])
  })

  test.each(['addPermittedAuthMethodScope', 'removePermittedAuthMethodScope'] as const)(
    'beyond 255, or of a method that is not permitted, is refused by %s',
    async (name) => {
      const { tokenId } = alice
      const far = change(registry, name, [tokenId, authMethodType, id, 256n])
      await expectRefused(registry, { call: far, from: owner }, 'ScopeOutOfRange', [256n, 255n])
      const none = change(registry, name, [tokenId, passkey.authMethodType, passkey.id, 1n])
      await expectRefused(registry, { call: none, from: owner }, 'NotPermitted')
      const last = change(registry, name, [tokenId, authMethodType, id, 255n])
      await expectTaken(registry, last, owner)
    },
  )

  test('beyond 255 is refused with a new method, and by the views', async () => {
    const { tokenId } = alice
    const call = change(registry, 'addPermittedAuthMethod', [tokenId, passkey, [1n, 256n]])
    await expectRefused(registry, { call, from: owner }, 'ScopeOutOfRange', [256n, 255n])
    const present = registry.chain.readContract({
      ...permissions(),
      functionName: 'isPermittedAuthMethodScopePresent',
      args: [tokenId, authMethodType, id, 256n],
    })
    await expect(present).rejects.toThrow('ScopeOutOfRange')
    const list = async (most: bigint) =>
      registry.chain.readContract({
        ...permissions(),
        functionName: 'getPermittedAuthMethodScopes',
        args: [tokenId, authMethodType, id, most],
      })
    expect(await list(4n)).toEqual([false, true, false, false])
    expect(await list(256n)).toHaveLength(256)
    await expect(list(257n)).rejects.toThrow('ScopeOutOfRange')
  })
})

describe('a batch', () => {
  test('removes before it adds, so that a method can replace itself', async () => {
    const { tokenId } = alice
    await sendChange(registry, owner, 'batchAddRemoveAuthMethods', [
      tokenId,
      [methodType.login, passkey.authMethodType],
      [login.id, passkey.id],
      ['0x', passkey.userPubkey],
      [[2n], [1n]],
      [methodType.login],
      [login.id],
    ])
    expect(await permitted()).toEqual([
      { ...login, scopes: [2] },
      { ...passkey, scopes: [1] },
    ])
  })

  test('is taken whole or not at all', async () => {
    const { tokenId } = alice
    const call = change(registry, 'batchAddRemoveAuthMethods', [
      tokenId,
      [passkey.authMethodType],
      [passkey.id],
      [passkey.userPubkey],
      [[]],
      [9n],
      ['0x09'],
    ])
    await expectRefused(registry, { call, from: owner }, 'NotPermitted', [tokenId, 9n, '0x09'])
  })

  test.each([
    ['ids', [[3n], [], ['0x01'], [[]], [], []]],
    ['public keys', [[3n], ['0x01'], [], [[]], [], []]],
    ['scopes', [[3n], ['0x01'], ['0x01'], [], [], []]],
    ['ids to remove', [[], [], [], [], [3n], []]],
  ] as const)('with fewer %s than methods is refused', async (_, lists) => {
    const call = change(registry, 'batchAddRemoveAuthMethods', [alice.tokenId, ...lists])
    await expectRefused(registry, { call, from: owner }, 'LengthsDiffer', [1n, 0n])
  })
})

describe('actions and addresses', () => {
  test('an action is added, seen and removed', async () => {
    const { tokenId } = alice
    const read = async () => [
      await registry.chain.readContract({
        ...permissions(),
        functionName: 'getPermittedActions',
        args: [tokenId],
      }),
      await registry.chain.readContract({
        ...permissions(),
        functionName: 'isPermittedAction',
        args: [tokenId, action],
      }),
    ]
    expect(await read()).toEqual([[], false])
    await sendChange(registry, owner, 'addPermittedAction', [tokenId, action, [1n]])
    expect(await read()).toEqual([[action], true])
    expect(await permitted()).toContainEqual({
      authMethodType: 2n,
      id: action,
      userPubkey: '0x',
      scopes: [1],
    })
    await sendChange(registry, owner, 'removePermittedAction', [tokenId, action])
    expect(await read()).toEqual([[], false])
  })

  test('an address is added, seen after the owner, and removed', async () => {
    const { tokenId } = alice
    const read = async () => [
      await registry.chain.readContract({
        ...permissions(),
        functionName: 'getPermittedAddresses',
        args: [tokenId],
      }),
      await registry.chain.readContract({
        ...permissions(),
        functionName: 'isPermittedAddress',
        args: [tokenId, stranger],
      }),
    ]
    expect(await read()).toEqual([[owner], false])
    await sendChange(registry, owner, 'addPermittedAddress', [tokenId, stranger, [2n]])
    expect(await read()).toEqual([[owner, stranger], true])
    await sendChange(registry, owner, 'removePermittedAddress', [tokenId, stranger])
    expect(await read()).toEqual([[owner], false])
  })

  test('of a burned PKP there are those that were permitted, and no owner', async () => {
    const { tokenId } = await mintPkp(registry, 'burned', {
      ...burned,
      addresses: [{ account: stranger, scopes: [] }],
    })
    const args = [tokenId] as const
    const { chain } = registry
    const addresses = { ...permissions(), functionName: 'getPermittedAddresses', args } as const
    expect(await chain.readContract(addresses)).toEqual([stranger])
    const actions = { ...permissions(), functionName: 'getPermittedActions', args } as const
    expect(await chain.readContract(actions)).toEqual([action])
    const zero = `0x${'00'.repeat(20)}` as const
    for (const [user, expected] of [
      [zero, false],
      [owner, false],
      [stranger, true],
    ] as const) {
      const isPermitted = await chain.readContract({
        ...permissions(),
        functionName: 'isPermittedAddress',
        args: [tokenId, user],
      })
      expect(isPermitted).toBe(expected)
    }
  })
})

describe('sessionsValidFrom', () => {
  test('rises, never falls, and never into the future', async () => {
    const { tokenId } = alice
    const { timestamp } = await registry.chain.getBlock()
    const raise = (time: bigint) => change(registry, 'raiseSessionsValidFrom', [tokenId, time])
    const receipt = await sendChange(registry, owner, 'raiseSessionsValidFrom', [
      tokenId,
      timestamp,
    ])
    expect(eventsOf(receipt)).toEqual([
      { name: 'SessionsValidFromRaised', args: { tokenId, sessionsValidFrom: timestamp } },
    ])
    for (const time of [timestamp, timestamp - 1n]) {
      await expectRefused(
        registry,
        { call: raise(time), from: owner },
        'SessionsValidFromNotRising',
        [tokenId, time, timestamp],
      )
    }
    const far = { call: raise(timestamp + 1000n), from: owner }
    await expectRefused(registry, far, 'SessionsValidFromInFuture')
    await registry.chain.increaseTime({ seconds: 60 })
    await registry.chain.mine({ blocks: 1 })
    await expectTaken(registry, raise(timestamp + 1n), owner)
  })

  test('is raised by the PKP itself too, even once burned, and by nobody else', async () => {
    const gone = await mintPkp(registry, 'burned', burned)
    for (const { tokenId, address } of [alice, gone]) {
      const call = change(registry, 'raiseSessionsValidFrom', [tokenId, 1n])
      await expectTaken(registry, call, address)
      await expectRefused(registry, { call, from: stranger }, 'NotOwner')
    }
  })
})

describe('a state root', () => {
  const leaves = ['one', 'two', 'three', 'four'].map((text) => keccak256(stringToHex(text)))
  const parent = (left: Hex, right: Hex): Hex =>
    keccak256(concatHex(BigInt(left) < BigInt(right) ? [left, right] : [right, left]))
  const [one, two, three, four] = leaves as [Hex, Hex, Hex, Hex]
  const [left, right] = [parent(one, two), parent(three, four)]
  const root = parent(left, right)
  const group = 5n

  const verify = async (proof: readonly Hex[], leaf: Hex, of = group) =>
    registry.chain.readContract({
      ...permissions(),
      functionName: 'verifyState',
      args: [alice.tokenId, of, proof, leaf],
    })
  const verifyMany = async (proof: readonly Hex[], flags: readonly boolean[], of: readonly Hex[]) =>
    registry.chain.readContract({
      ...permissions(),
      functionName: 'verifyStates',
      args: [alice.tokenId, group, proof, flags, of],
    })

  test('vouches for its leaves, one by one and together', async () => {
    const { tokenId } = alice
    const receipt = await sendChange(registry, owner, 'setRootHash', [tokenId, group, root])
    expect(eventsOf(receipt)).toEqual([{ name: 'RootHashUpdated', args: { tokenId, group, root } }])
    expect(await verify([two, right], one)).toBe(true)
    expect(await verify([two, right], three)).toBe(false)
    expect(await verify([two, right], one, 6n)).toBe(false)
    expect(await verifyMany([right], [true, false], [one, two])).toBe(true)
    expect(await verifyMany([right], [true, false], [one, three])).toBe(false)
  })

  test('that is not set vouches for nothing, not even for zero', async () => {
    expect(await verify([], zeroHash)).toBe(false)
    expect(await verifyMany([], [], [zeroHash])).toBe(false)
  })

  test('does not vouch for no leaves at all', async () => {
    await sendChange(registry, owner, 'setRootHash', [alice.tokenId, group, root])
    expect(await verifyMany([root], [], [])).toBe(false)
  })
})

test('names where it stands', async () => {
  const { chain, contracts } = registry
  const read = async (functionName: 'getPkpNftAddress' | 'getRouterAddress') =>
    chain.readContract({ ...permissions(), functionName })
  expect(await read('getPkpNftAddress')).toBe(contracts.PkpNft)
  expect(await read('getRouterAddress')).toBe(contracts.PkpNft)
  const args = [alice.tokenId] as const
  const address = { ...permissions(), functionName: 'getEthAddress', args } as const
  expect(await chain.readContract(address)).toBe(alice.address)
  const pubkey = { ...permissions(), functionName: 'getPubkey', args } as const
  expect(await chain.readContract(pubkey)).toBe(accountOf('alice').publicKey)
})

import { zeroAddress, type Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { helperCall } from '../../src/registry/helper-call.ts'
import { mintStatement } from '../../src/registry/mint-statement.ts'
import type { Mint } from '../../src/registry/mint.ts'
import { readPkp } from '../../src/registry/read-pkp.ts'
import {
  action,
  login,
  mintOf,
  owner,
  passkey,
  pkpOf,
  stranger,
  toItself,
} from '../support/pkps.ts'
import { signedBy } from '../support/registry-nodes.ts'
import {
  expectRefused,
  expectTaken,
  send,
  startRegistry,
  type TestRegistry,
} from '../support/registry.ts'

const latest = { blockTag: 'latest' } as const
const { tokenId, address } = pkpOf('alice')

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

const grants = [
  { ...login, scopes: [1n] },
  { ...passkey, scopes: [2n] },
]
const methods = {
  types: [login.authMethodType, passkey.authMethodType],
  ids: [login.id, passkey.id],
  pubkeys: [login.userPubkey, passkey.userPubkey],
  scopes: [[1n], [2n]],
}
const actions = { ipfsCIDs: [action], scopes: [[1n]] }
const addresses = { addresses: [stranger], scopes: [[2n]] }
const withTypes = {
  actions: [{ id: action, scopes: [1n] }],
  addresses: [{ account: stranger, scopes: [2n] }],
}

/** What a mint of alice's key needs, signed for exactly what the test says. */
async function orderOf(signed: Partial<Mint>) {
  const mint = mintOf('alice', { authMethods: grants, ...signed })
  const statement = mintStatement(registry.nftPlace, mint)
  const signatures = await signedBy(registry.nodes.slice(0, 2), statement)
  const { keyType, publicKey, pkpEthAddressScopes, deadline } = mint
  return { keyType, publicKey, owner: mint.owner, pkpEthAddressScopes, deadline, signatures }
}

const record = async () =>
  readPkp(registry.chain, registry.contracts.PkpPermissions, tokenId, latest)
const helper = () => registry.contracts.PkpHelper
const scopesById = async () =>
  Object.fromEntries((await record()).permitted.map(({ id, scopes }) => [id, scopes]))

describe('mintNextAndAddAuthMethods', () => {
  test('mints with auth methods, in one transaction', async () => {
    const order = await orderOf({})
    const call = helperCall(helper(), 'mintNextAndAddAuthMethods', [order, methods, false, false])
    await send(registry, call)
    expect((await record()).owner).toBe(owner)
    expect(await scopesById()).toEqual({ [login.id]: [1], [passkey.id]: [2] })
  })

  test('sends the PKP to itself, and permits its address', async () => {
    const itself = { addPkpEthAddressAsPermittedAddress: true, pkpEthAddressScopes: [2n] }
    const order = await orderOf({ ...toItself, ...itself })
    const call = helperCall(helper(), 'mintNextAndAddAuthMethods', [order, methods, true, true])
    await send(registry, call)
    expect((await record()).owner).toBe(address)
    expect(await scopesById()).toEqual({
      [login.id]: [1],
      [passkey.id]: [2],
      [address.toLowerCase()]: [2],
    })
  })

  test('takes no flag and no list that was not signed', async () => {
    const order = await orderOf({})
    const name = 'mintNextAndAddAuthMethods'
    const lists = [
      { ...methods, scopes: [[1n], [1n]] },
      { ...methods, types: [8n, passkey.authMethodType] },
      { ...methods, ids: [login.id, '0x02'] as const },
    ]
    for (const list of lists) {
      const call = helperCall(helper(), name, [order, list, false, false])
      await expectRefused(registry, { call }, 'NotASigner')
    }
    const permitting = helperCall(helper(), name, [order, methods, true, false])
    await expectRefused(registry, { call: permitting }, 'NotASigner')
    const stolen = { ...order, owner: stranger }
    const theft = helperCall(helper(), name, [stolen, methods, false, false])
    await expectRefused(registry, { call: theft, from: stranger }, 'NotASigner')
    const keeping = helperCall(helper(), name, [
      { ...order, owner: zeroAddress },
      methods,
      false,
      true,
    ])
    await expectRefused(registry, { call: keeping }, 'NotASigner')
    await expectTaken(registry, helperCall(helper(), name, [order, methods, false, false]))
  })

  test.each([
    ['ids', { ids: [] }, 0n],
    ['public keys', { pubkeys: ['0x'] }, 1n],
    ['scopes', { scopes: [[], [], []] }, 3n],
  ] as const)('refuses as many %s as do not fit', async (_, change, length) => {
    const lists = { ...methods, ...change }
    const order = await orderOf({})
    const call = helperCall(helper(), 'mintNextAndAddAuthMethods', [order, lists, false, false])
    await expectRefused(registry, { call }, 'LengthsDiffer', [2n, length])
  })
})

describe('mintNextAndAddAuthMethodsWithTypes', () => {
  test('mints with actions and addresses too', async () => {
    const order = await orderOf(withTypes)
    const args = [order, actions, addresses, methods, false, false] as const
    await send(registry, helperCall(helper(), 'mintNextAndAddAuthMethodsWithTypes', args))
    expect(await scopesById()).toEqual({
      [login.id]: [1],
      [passkey.id]: [2],
      [action]: [1],
      [stranger.toLowerCase()]: [2],
    })
  })

  test('refuses lists that do not fit', async () => {
    const order = await orderOf(withTypes)
    const name = 'mintNextAndAddAuthMethodsWithTypes'
    const none = { scopes: [] }
    const lame = helperCall(helper(), name, [
      order,
      { ...actions, ...none },
      addresses,
      methods,
      false,
      false,
    ])
    await expectRefused(registry, { call: lame }, 'LengthsDiffer', [1n, 0n])
    const other = helperCall(helper(), name, [
      order,
      actions,
      { ...addresses, ...none },
      methods,
      false,
      false,
    ])
    await expectRefused(registry, { call: other }, 'LengthsDiffer', [1n, 0n])
  })
})

describe('mint, grant and burn', () => {
  const gone = { owner: zeroAddress, burn: true }

  test('of one action leaves that action and nobody else', async () => {
    const order = await orderOf({ ...gone, authMethods: [], actions: withTypes.actions })
    await send(registry, helperCall(helper(), 'mintGrantAndBurnNext', [order, action, [1n]]))
    expect((await record()).owner).toBeUndefined()
    expect(await scopesById()).toEqual({ [action]: [1] })
  })

  test('of another action than was signed is refused', async () => {
    const order = await orderOf({ ...gone, authMethods: [], actions: withTypes.actions })
    const call = helperCall(helper(), 'mintGrantAndBurnNext', [order, '0x1220', [1n]])
    await expectRefused(registry, { call }, 'NotASigner')
  })

  test('takes all kinds of grants', async () => {
    const itself = { addPkpEthAddressAsPermittedAddress: true, pkpEthAddressScopes: [2n] }
    const order = await orderOf({ ...gone, ...withTypes, ...itself })
    const name = 'mintGrantAndBurnNextAndAddAuthMethodsWithTypes'
    await send(registry, helperCall(helper(), name, [order, actions, addresses, methods, true]))
    expect((await record()).owner).toBeUndefined()
    expect(await scopesById()).toEqual({
      [login.id]: [1],
      [passkey.id]: [2],
      [action]: [1],
      [stranger.toLowerCase()]: [2],
      [address.toLowerCase()]: [2],
    })
  })

  test('is not made of an order to mint', async () => {
    const order = await orderOf({ owner, authMethods: [], actions: withTypes.actions })
    const call = helperCall(helper(), 'mintGrantAndBurnNext', [order, action, [1n]])
    await expectRefused(registry, { call }, 'NotASigner')
  })
})

import { encodeFunctionData, type Address, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pkpNftAbi } from '../../src/registry/abi/pkp-nft.ts'
import { pkpPermissionsAbi } from '../../src/registry/abi/pkp-permissions.ts'
import type { Call } from '../../src/registry/contracts.ts'
import type { PermissionChange } from '../../src/registry/permission-call.ts'
import { change } from '../support/permissions.ts'
import {
  action,
  burned,
  login,
  mintPkp,
  owner,
  passkey,
  stranger,
  toItself,
} from '../support/pkps.ts'
import { accountOf } from '../support/registry-nodes.ts'
import { refusalOf, send, startRegistry, type TestRegistry } from '../support/registry.ts'

const friend = accountOf('friend').address
const operator = accountOf('operator').address
const root: Hex = `0x${'0a'.repeat(32)}`

let registry: TestRegistry
let pkps: Record<'owned' | 'itself' | 'burned' | 'sold', { tokenId: bigint; address: Address }>

beforeAll(async () => {
  registry = await startRegistry()
  const grants = {
    addresses: [{ account: friend, scopes: [1n] }],
    actions: [{ id: action, scopes: [1n] }],
    addPkpEthAddressAsPermittedAddress: true,
    pkpEthAddressScopes: [1n],
  }
  pkps = {
    owned: await mintPkp(registry, 'owned', grants),
    itself: await mintPkp(registry, 'itself', { ...grants, ...toItself }),
    burned: await mintPkp(registry, 'burned', { ...grants, ...burned }),
    sold: await mintPkp(registry, 'sold', grants),
  }
  await send(registry, nftCall('approve', [operator, pkps.owned.tokenId]), owner)
  await send(registry, nftCall('transferFrom', [owner, stranger, pkps.sold.tokenId]), owner)
})
afterAll(async () => registry.stop())

function nftCall(
  functionName: 'approve' | 'transferFrom',
  args: readonly [Address, bigint] | readonly [Address, Address, bigint],
): Call {
  const parameters = { abi: pkpNftAbi, functionName, args } as Parameters<
    typeof encodeFunctionData<typeof pkpNftAbi, 'approve'>
  >[0]
  return { to: registry.contracts.PkpNft, data: encodeFunctionData(parameters) }
}

/** Every change there is, each one that would be taken from the right sender. */
const changes: Record<PermissionChange, (tokenId: bigint) => Call> = {
  addPermittedAction: (id) => change(registry, 'addPermittedAction', [id, `${action}00`, [1n]]),
  addPermittedAddress: (id) => change(registry, 'addPermittedAddress', [id, stranger, [1n]]),
  addPermittedAuthMethod: (id) => change(registry, 'addPermittedAuthMethod', [id, passkey, [1n]]),
  addPermittedAuthMethodScope: (id) =>
    change(registry, 'addPermittedAuthMethodScope', [id, login.authMethodType, login.id, 2n]),
  batchAddRemoveAuthMethods: (id) =>
    change(registry, 'batchAddRemoveAuthMethods', [id, [], [], [], [], [6n], [login.id]]),
  raiseSessionsValidFrom: (id) => change(registry, 'raiseSessionsValidFrom', [id, 1n]),
  removePermittedAction: (id) => change(registry, 'removePermittedAction', [id, action]),
  removePermittedAddress: (id) => change(registry, 'removePermittedAddress', [id, friend]),
  removePermittedAuthMethod: (id) =>
    change(registry, 'removePermittedAuthMethod', [id, login.authMethodType, login.id]),
  removePermittedAuthMethodScope: (id) =>
    change(registry, 'removePermittedAuthMethodScope', [id, login.authMethodType, login.id, 1n]),
  setRootHash: (id) => change(registry, 'setRootHash', [id, 1n, root]),
}

const names = Object.keys(changes) as PermissionChange[]

type Role = {
  readonly of: keyof typeof pkps
  readonly who: string
  readonly sender: () => Address
  /** The refusal of changes, and of ending sessions; undefined where they are taken. */
  readonly refused: string | undefined
  readonly ending: string | undefined
}

const rows: readonly Role[] = [
  { of: 'owned', who: 'the owner', sender: () => owner, refused: undefined, ending: undefined },
  {
    of: 'owned',
    who: 'the PKP',
    sender: () => pkps.owned.address,
    refused: 'NotOwner',
    ending: undefined,
  },
  {
    of: 'owned',
    who: 'a permitted address',
    sender: () => friend,
    refused: 'NotOwner',
    ending: 'NotOwner',
  },
  {
    of: 'owned',
    who: 'who may move the token',
    sender: () => operator,
    refused: 'NotOwner',
    ending: 'NotOwner',
  },
  {
    of: 'owned',
    who: 'a stranger',
    sender: () => stranger,
    refused: 'NotOwner',
    ending: 'NotOwner',
  },
  {
    of: 'owned',
    who: 'the NFT contract',
    sender: () => registry.contracts.PkpNft,
    refused: 'NotOwner',
    ending: 'NotOwner',
  },
  {
    of: 'owned',
    who: 'the helper',
    sender: () => registry.contracts.PkpHelper,
    refused: 'NotOwner',
    ending: 'NotOwner',
  },
  {
    of: 'itself',
    who: 'the PKP',
    sender: () => pkps.itself.address,
    refused: undefined,
    ending: undefined,
  },
  {
    of: 'itself',
    who: 'a permitted address',
    sender: () => friend,
    refused: 'NotOwner',
    ending: 'NotOwner',
  },
  { of: 'itself', who: 'a stranger', sender: () => owner, refused: 'NotOwner', ending: 'NotOwner' },
  {
    of: 'burned',
    who: 'the PKP',
    sender: () => pkps.burned.address,
    refused: 'PkpBurned',
    ending: undefined,
  },
  {
    of: 'burned',
    who: 'a permitted address',
    sender: () => friend,
    refused: 'PkpBurned',
    ending: 'NotOwner',
  },
  {
    of: 'burned',
    who: 'a stranger',
    sender: () => owner,
    refused: 'PkpBurned',
    ending: 'NotOwner',
  },
  {
    of: 'sold',
    who: 'the owner before',
    sender: () => owner,
    refused: 'NotOwner',
    ending: 'NotOwner',
  },
]

describe.each(rows)('of a PKP that is $of, $who', ({ of, sender, refused, ending }) => {
  test.each(names)(`may do %s, or not`, async (name) => {
    const refusal = await refusalOf(registry, changes[name](pkps[of].tokenId), sender())
    expect(refusal?.name).toBe(name === 'raiseSessionsValidFrom' ? ending : refused)
  })
})

test.each(names)('nobody may do %s to a PKP that never was', async (name) => {
  const refusal = await refusalOf(registry, changes[name](7n), owner)
  expect(refusal).toEqual({ name: 'UnknownPkp', args: [7n] })
})

test.each(['grantAtMint', 'endSessionsOnTransfer'] as const)(
  'only the NFT contract may do %s',
  async (functionName) => {
    const { tokenId } = pkps.owned
    const grants = [{ ...passkey, scopes: [1n] }]
    const data =
      functionName === 'grantAtMint'
        ? encodeFunctionData({ abi: pkpPermissionsAbi, functionName, args: [tokenId, grants] })
        : encodeFunctionData({ abi: pkpPermissionsAbi, functionName, args: [tokenId] })
    const call = { to: registry.contracts.PkpPermissions, data }
    const refusal = await refusalOf(registry, call, owner)
    expect(refusal).toEqual({ name: 'NotPkpNft', args: [owner] })
    expect(await refusalOf(registry, call, registry.contracts.PkpNft)).toBeUndefined()
  },
)

test('every change there is stands in the table', () => {
  const known = pkpPermissionsAbi.flatMap((item) =>
    item.type === 'function' && item.stateMutability === 'nonpayable' ? [item.name] : [],
  )
  expect(known.toSorted()).toEqual([...names, 'endSessionsOnTransfer', 'grantAtMint'].toSorted())
})

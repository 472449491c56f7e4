// https://eips.ethereum.org/EIPS/eip-2612, eip-3009, eip-4494; https://github.com/Uniswap/permit2
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.ts'
import { PayloadError } from '../../errors.ts'
import type { Address } from '../../evm/address.ts'
import type { TokenEffect } from '../../evm/token-effect.ts'
import { encodeMembers } from './encode-type.ts'
import type { TypedData } from './parse-typed-data.ts'
import { readAddress, readBool, readUint } from './read-value.ts'

type Read = (message: JsonObject, contract: Address | null) => readonly TokenEffect[]

const address = (of: JsonObject, name: string): Address => readAddress(of.get(name), name)
const amount = (of: JsonObject, name: string): bigint => readUint(of.get(name), 256, name)

const objects = (value: Json | undefined): readonly JsonObject[] => {
  const list: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value]
  if (!list.every(isJsonObject)) throw new PayloadError('bad-shape', 'a permit of another shape')
  return list
}

const erc2612: Read = (message, token) => [
  {
    action: 'allow',
    via: 'permit',
    token,
    owner: address(message, 'owner'),
    to: address(message, 'spender'),
    amount: amount(message, 'value'),
  },
]

const dai: Read = (message, token) => [
  {
    action: 'allow',
    via: 'permit',
    token,
    owner: address(message, 'holder'),
    to: address(message, 'spender'),
    amount: readBool(message.get('allowed'), 'allowed') ? null : 0n,
  },
]

const erc4494: Read = (message, token) => [
  {
    action: 'allow',
    via: 'permit',
    token,
    owner: null,
    to: address(message, 'spender'),
    amount: amount(message, 'tokenId'),
  },
]

const erc3009: Read = (message, token) => [
  {
    action: 'transfer',
    via: 'transferWithAuthorization',
    token,
    owner: address(message, 'from'),
    to: address(message, 'to'),
    amount: amount(message, 'value'),
  },
]

/** An allowance that lasts, or a transfer that the spender makes once: both let it take. */
const permit2 =
  (field: 'details' | 'permitted'): Read =>
  (message) =>
    objects(message.get(field)).map((one) => ({
      action: 'allow',
      via: 'permit2',
      token: address(one, 'token'),
      owner: null,
      to: address(message, 'spender'),
      amount: amount(one, 'amount'),
    }))

const details = 'address token,uint160 amount,uint48 expiration,uint48 nonce'
const permissions = 'address token,uint256 amount'
const rest = 'address spender,uint256 nonce,uint256 deadline'
const authorization =
  'address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce'

type Known = {
  readonly name: string
  readonly members: string
  readonly inner?: readonly [name: string, members: string]
  readonly read: Read
}

const known: readonly Known[] = [
  {
    name: 'Permit',
    members: 'address owner,address spender,uint256 value,uint256 nonce,uint256 deadline',
    read: erc2612,
  },
  {
    name: 'Permit',
    members: 'address holder,address spender,uint256 nonce,uint256 expiry,bool allowed',
    read: dai,
  },
  {
    name: 'Permit',
    members: 'address spender,uint256 tokenId,uint256 nonce,uint256 deadline',
    read: erc4494,
  },
  { name: 'TransferWithAuthorization', members: authorization, read: erc3009 },
  { name: 'ReceiveWithAuthorization', members: authorization, read: erc3009 },
  {
    name: 'PermitSingle',
    members: 'PermitDetails details,address spender,uint256 sigDeadline',
    inner: ['PermitDetails', details],
    read: permit2('details'),
  },
  {
    name: 'PermitBatch',
    members: 'PermitDetails[] details,address spender,uint256 sigDeadline',
    inner: ['PermitDetails', details],
    read: permit2('details'),
  },
  {
    name: 'PermitTransferFrom',
    members: `TokenPermissions permitted,${rest}`,
    inner: ['TokenPermissions', permissions],
    read: permit2('permitted'),
  },
  {
    name: 'PermitBatchTransferFrom',
    members: `TokenPermissions[] permitted,${rest}`,
    inner: ['TokenPermissions', permissions],
    read: permit2('permitted'),
  },
  // A witness is whatever the spender's contract adds behind; the first four members are Permit2's.
  {
    name: 'PermitWitnessTransferFrom',
    members: `TokenPermissions permitted,${rest},`,
    inner: ['TokenPermissions', permissions],
    read: permit2('permitted'),
  },
  {
    name: 'PermitBatchWitnessTransferFrom',
    members: `TokenPermissions[] permitted,${rest},`,
    inner: ['TokenPermissions', permissions],
    read: permit2('permitted'),
  },
]

/** What a message lets others do with tokens, if it has the exact type that a contract honours. */
export const readPermit = (data: TypedData): readonly TokenEffect[] => {
  const membersOf = (name: string): string => encodeMembers(data.types.get(name) ?? [])
  const own = membersOf(data.primaryType)
  const found = known.find(
    ({ name, members, inner }) =>
      name === data.primaryType &&
      (members.endsWith(',') ? own.startsWith(members) : own === members) &&
      (inner === undefined || membersOf(inner[0]) === inner[1]),
  )
  return found?.read(data.message, data.domain.verifyingContract) ?? []
}

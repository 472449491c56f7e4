import type { Action } from '../../../messages/popup/action.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import { sameAddress } from '../same-address.ts'
import { allowance } from './allowance.ts'
import type { ReadCall } from './explaining.ts'
import { permit2Calls } from './permit2-calls.ts'
import { tokenRef } from './token-lookup.ts'
import { isWrappedCoin } from './wrapped-coins.ts'

type Read = (read: ReadCall) => Action | undefined

const isNft = ({ explaining, contract }: ReadCall): boolean =>
  explaining.tokens(contract)?.standard === 'ERC721'

const tokenOf = ({ explaining, contract }: ReadCall) => tokenRef(explaining.tokens, contract)

const sender = ({ call }: ReadCall): string => parseAddress(call.from.toLowerCase())

const send = (
  read: ReadCall,
  standard: 'ERC20' | 'ERC721' | 'ERC1155',
  way: { from: unknown; to: unknown; amount: unknown; tokenId?: bigint },
): Action => ({
  kind: 'send-token',
  standard,
  token: tokenOf(read),
  from: String(way.from),
  to: String(way.to),
  amount: String(way.amount),
  ...(way.tokenId !== undefined && { tokenId: String(way.tokenId) }),
})

/** The same function moves an amount of one standard, and one token of the other. */
const sendEither = (read: ReadCall, from: unknown, to: unknown, number: unknown): Action =>
  isNft(read)
    ? send(read, 'ERC721', { from, to, amount: 1, tokenId: number as bigint })
    : send(read, 'ERC20', { from, to, amount: number })

const sendNft: Read = (read) => {
  const [from, to, tokenId] = read.values as [string, string, bigint]
  return send(read, 'ERC721', { from, to, amount: 1, tokenId })
}

const allow =
  (via: 'approve' | 'increaseAllowance', canCap = true): Read =>
  (read) => {
    const [spender, amount] = read.values
    if (via === 'approve' && isNft(read)) {
      return {
        kind: 'approve-nft',
        token: tokenOf(read),
        spender: String(spender),
        tokenId: String(amount),
      }
    }
    return {
      kind: 'approve',
      via,
      token: tokenOf(read),
      spender: String(spender),
      allowance: allowance(amount as bigint),
      canCap: canCap && read.explaining.depth === 0 && read.call.value === '0',
    }
  }

const permitted = (read: ReadCall, spender: unknown, amount: bigint | null): Action => ({
  kind: 'approve',
  via: 'permit',
  token: tokenOf(read),
  spender: String(spender),
  allowance: allowance(amount),
  canCap: false,
})

/** Handing in the permit of another gives nothing of one's own away. */
const isOwn = ({ call, values }: ReadCall): boolean => sameAddress(String(values[0]), call.from)

const permit: Read = (read) =>
  isOwn(read) ? permitted(read, read.values[1], read.values[2] as bigint) : undefined

const withAuthorization: Read = (read) => {
  const [from, to, amount] = read.values
  return send(read, 'ERC20', { from, to, amount })
}

/** By the canonical form of the function. */
export const tokenCalls: Readonly<Record<string, Read>> = {
  'transfer(address,uint256)': (read) =>
    sendEither(read, sender(read), read.values[0], read.values[1]),
  'transferAndCall(address,uint256)': (read) =>
    send(read, 'ERC20', { from: sender(read), to: read.values[0], amount: read.values[1] }),
  'transferAndCall(address,uint256,bytes)': (read) =>
    send(read, 'ERC20', { from: sender(read), to: read.values[0], amount: read.values[1] }),
  'transferFrom(address,address,uint256)': (read) =>
    sendEither(read, read.values[0], read.values[1], read.values[2]),
  'safeTransferFrom(address,address,uint256)': sendNft,
  'safeTransferFrom(address,address,uint256,bytes)': sendNft,
  'safeTransferFrom(address,address,uint256,uint256,bytes)': (read) => {
    const [from, to, tokenId, amount] = read.values as [string, string, bigint, bigint]
    return send(read, 'ERC1155', { from, to, amount, tokenId })
  },
  'safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)': (read) => {
    const [from, to, ids, amounts] = read.values as [string, string, bigint[], bigint[]]
    if (ids.length !== amounts.length) return undefined
    const actions = ids.map((tokenId, at) =>
      send(read, 'ERC1155', { from, to, amount: amounts[at], tokenId }),
    )
    return { kind: 'batch', contract: read.contract, actions }
  },
  'approve(address,uint256)': allow('approve'),
  'increaseAllowance(address,uint256)': allow('increaseAllowance'),
  'increaseApproval(address,uint256)': allow('increaseAllowance'),
  'approveAndCall(address,uint256)': allow('approve', false),
  'approveAndCall(address,uint256,bytes)': allow('approve', false),
  'setApprovalForAll(address,bool)': (read) => ({
    kind: 'approve-all',
    token: tokenOf(read),
    operator: String(read.values[0]),
    approved: read.values[1] === true,
  }),
  'deposit()': (read) =>
    isWrappedCoin(read.call.chainId, read.contract)
      ? { kind: 'wrap', token: tokenOf(read), amount: read.call.value }
      : undefined,
  'withdraw(uint256)': (read) =>
    isWrappedCoin(read.call.chainId, read.contract)
      ? { kind: 'unwrap', token: tokenOf(read), amount: String(read.values[0]) }
      : undefined,
  'permit(address,address,uint256,uint256,uint8,bytes32,bytes32)': permit,
  'permit(address,address,uint256,uint256,bytes)': permit,
  'permit(address,address,uint256,uint256,bool,uint8,bytes32,bytes32)': (read) =>
    isOwn(read) ? permitted(read, read.values[1], read.values[4] === true ? null : 0n) : undefined,
  'transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)':
    withAuthorization,
  'transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)':
    withAuthorization,
  'receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)':
    withAuthorization,
  ...permit2Calls,
}

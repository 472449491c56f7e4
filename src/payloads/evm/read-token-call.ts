// https://eips.ethereum.org/EIPS/eip-20, eip-721, eip-1155, eip-2612; https://github.com/Uniswap/permit2
import { fromHex, toHex, type Hex } from '../encoding/hex.ts'
import { bytesToInteger } from '../encoding/integer.ts'
import { addressFromBytes, type Address } from './address.ts'
import type { TokenEffect } from './token-effect.ts'

type Words = {
  address(index: number): Address
  amount(index: number): bigint
  flag(index: number): boolean
}

type Read = (words: Words, token: Address) => TokenEffect

class Unreadable extends Error {}

const wordsOf = (body: Uint8Array): Words => {
  const amount = (index: number): bigint => {
    const word = body.subarray(32 * index, 32 * index + 32)
    if (word.length < 32) throw new Unreadable()
    return bytesToInteger(word)
  }
  return {
    amount,
    address(index) {
      if (amount(index) >> 160n !== 0n) throw new Unreadable()
      return addressFromBytes(body.subarray(32 * index + 12, 32 * index + 32))
    },
    flag(index) {
      const value = amount(index)
      if (value > 1n) throw new Unreadable()
      return value === 1n
    },
  }
}

const transfer: Read = (words, token) => ({
  action: 'transfer',
  via: 'transfer',
  token,
  owner: null,
  to: words.address(0),
  amount: words.amount(1),
})

const transferFrom =
  (via: 'transferFrom' | 'safeTransferFrom', amount: number): Read =>
  (words, token) => ({
    action: 'transfer',
    via,
    token,
    owner: words.address(0),
    to: words.address(1),
    amount: words.amount(amount),
  })

const allow =
  (via: 'approve' | 'increaseAllowance'): Read =>
  (words, token) => ({
    action: 'allow',
    via,
    token,
    owner: null,
    to: words.address(0),
    amount: words.amount(1),
  })

const setApprovalForAll: Read = (words, token) => ({
  action: 'allow',
  via: 'setApprovalForAll',
  token,
  owner: null,
  to: words.address(0),
  amount: words.flag(1) ? null : 0n,
})

const permit: Read = (words, token) => ({
  action: 'allow',
  via: 'permit',
  token,
  owner: words.address(0),
  to: words.address(1),
  amount: words.amount(2),
})

const permit2Approve: Read = (words) => ({
  action: 'allow',
  via: 'permit2',
  token: words.address(0),
  owner: null,
  to: words.address(1),
  amount: words.amount(2),
})

const functions: Readonly<Record<Hex, Read>> = {
  '0xa9059cbb': transfer,
  '0x23b872dd': transferFrom('transferFrom', 2),
  '0x42842e0e': transferFrom('safeTransferFrom', 2),
  '0xb88d4fde': transferFrom('safeTransferFrom', 2),
  // ERC-1155 names the kind of token before the amount.
  '0xf242432a': transferFrom('safeTransferFrom', 3),
  '0x095ea7b3': allow('approve'),
  '0x39509351': allow('increaseAllowance'),
  '0xa22cb465': setApprovalForAll,
  '0xd505accf': permit,
  // Permit2's approve(token, spender, amount, expiration).
  '0x87517c45': permit2Approve,
}

/** Undefined when the call is another, or its arguments are not what the function takes. */
export const readTokenCall = (token: Address, data: Hex): TokenEffect | undefined => {
  const bytes = fromHex(data)
  const selector = toHex(bytes.subarray(0, 4))
  const read = Object.hasOwn(functions, selector) ? functions[selector] : undefined
  try {
    return read?.(wordsOf(bytes.subarray(4)), token)
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

import { concat } from '../../../payloads/encoding/bytes.ts'
import { fromHex, toHex } from '../../../payloads/encoding/hex.ts'
import { integerToWord } from '../../../payloads/encoding/integer.ts'
import { WalletProblem } from '../../problem.ts'
import { findFunction } from './selectors.ts'

/** At which argument the amount stands, and of how many bits it is. */
const amounts: Readonly<Record<string, readonly [place: number, bits: number]>> = {
  'approve(address,uint256)': [1, 256],
  'increaseAllowance(address,uint256)': [1, 256],
  'increaseApproval(address,uint256)': [1, 256],
  'approve(address,address,uint160,uint48)': [2, 160],
}

/** The same call with another amount, and every other byte as it was. */
export const capAllowance = (data: string, amount: string): string => {
  const name = findFunction(data.slice(0, 10))?.canonical ?? ''
  const place = Object.hasOwn(amounts, name) ? amounts[name] : undefined
  const bytes = fromHex(data)
  const start = 4 + 32 * (place?.[0] ?? 0)
  if (place === undefined || bytes.length < start + 32) {
    throw new WalletProblem('bad-input', 'the amount of this call cannot be changed')
  }
  const wanted = BigInt(amount)
  if (wanted < 0n || wanted >> BigInt(place[1]) !== 0n) {
    throw new WalletProblem('bad-input', 'the amount is larger than the token can hold')
  }
  return toHex(concat(bytes.subarray(0, start), integerToWord(wanted), bytes.subarray(start + 32)))
}

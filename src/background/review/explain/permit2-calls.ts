// https://github.com/Uniswap/permit2
import type { Action } from '../../../messages/popup/action.ts'
import { sameAddress } from '../same-address.ts'
import { allowance } from './allowance.ts'
import type { ReadCall } from './explaining.ts'
import { tokenRef, type TokenLookup } from './token-lookup.ts'

type Details = {
  readonly token: string
  readonly amount: bigint
  readonly expiration: bigint | number
}
type Transfer = {
  readonly from: string
  readonly to: string
  readonly amount: bigint
  readonly token: string
}

/** A time that no calendar has is for ever. */
const LAST_YEAR = 253_402_300_800

export const untilTime = (seconds: bigint | number): { until?: number } =>
  Number(seconds) < LAST_YEAR ? { until: Number(seconds) } : {}

export const permit2Allowance = (
  tokens: TokenLookup,
  spender: string,
  { token, amount, expiration }: Details,
  canCap = false,
): Action => ({
  kind: 'approve',
  via: 'permit2',
  token: tokenRef(tokens, token),
  spender,
  allowance: allowance(amount),
  ...untilTime(expiration),
  canCap,
})

export const permit2Transfer = (tokens: TokenLookup, transfer: Transfer): Action => ({
  kind: 'send-token',
  standard: 'ERC20',
  token: tokenRef(tokens, transfer.token),
  from: transfer.from,
  to: transfer.to,
  amount: String(transfer.amount),
})

const batch = (read: ReadCall, actions: readonly Action[]): Action => ({
  kind: 'batch',
  contract: read.contract,
  actions,
})

const details = '(address,uint160,uint48,uint48)'
const permitted = '(address,uint256)'

/** By the canonical form of the function. */
export const permit2Calls: Readonly<Record<string, (read: ReadCall) => Action | undefined>> = {
  'approve(address,address,uint160,uint48)': ({ values, explaining, call }) => {
    const [token, spender, amount, expiration] = values as [string, string, bigint, number]
    const canCap = explaining.depth === 0 && call.value === '0'
    return permit2Allowance(explaining.tokens, spender, { token, amount, expiration }, canCap)
  },
  [`permit(address,(${details},address,uint256),bytes)`]: ({ values, explaining, call }) => {
    const [owner, permit] = values as [string, { details: Details; spender: string }]
    if (!sameAddress(owner, call.from)) return undefined
    return permit2Allowance(explaining.tokens, permit.spender, permit.details)
  },
  [`permit(address,(${details}[],address,uint256),bytes)`]: (read) => {
    const [owner, permit] = read.values as [
      string,
      { details: readonly Details[]; spender: string },
    ]
    if (!sameAddress(owner, read.call.from)) return undefined
    const { tokens } = read.explaining
    return batch(
      read,
      permit.details.map((one) => permit2Allowance(tokens, permit.spender, one)),
    )
  },
  'transferFrom(address,address,uint160,address)': ({ values, explaining }) => {
    const [from, to, amount, token] = values as [string, string, bigint, string]
    return permit2Transfer(explaining.tokens, { from, to, amount, token })
  },
  'transferFrom((address,address,uint160,address)[])': (read) => {
    const [transfers] = read.values as [readonly Transfer[]]
    return batch(
      read,
      transfers.map((one) => permit2Transfer(read.explaining.tokens, one)),
    )
  },
  [`permitTransferFrom((${permitted},uint256,uint256),(address,uint256),address,bytes)`]: ({
    values,
    explaining,
  }) => {
    const [permit, transfer, from] = values as [
      { permitted: { token: string } },
      { to: string; requestedAmount: bigint },
      string,
    ]
    const { to, requestedAmount: amount } = transfer
    return permit2Transfer(explaining.tokens, { from, to, amount, token: permit.permitted.token })
  },
}

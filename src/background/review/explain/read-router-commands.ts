// https://docs.uniswap.org/contracts/universal-router/technical-reference
import type { Action } from '../../../messages/popup/action.ts'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import { argumentTexts } from './argument-text.ts'
import { decodeArguments } from './decode-arguments.ts'
import type { ReadCall } from './explaining.ts'
import { permit2Allowance, permit2Transfer } from './permit2-calls.ts'
import { readSignature } from './read-signature.ts'

const details = '(address token, uint160 amount, uint48 expiration, uint48 nonce)'

const commands: Readonly<Record<number, string>> = {
  0x00: 'V3_SWAP_EXACT_IN(address recipient, uint256 amountIn, uint256 amountOutMin, bytes path, bool payerIsUser)',
  0x01: 'V3_SWAP_EXACT_OUT(address recipient, uint256 amountOut, uint256 amountInMax, bytes path, bool payerIsUser)',
  0x02: 'PERMIT2_TRANSFER_FROM(address token, address recipient, uint160 amount)',
  0x03: `PERMIT2_PERMIT_BATCH((${details}[] details, address spender, uint256 sigDeadline) permit, bytes signature)`,
  0x04: 'SWEEP(address token, address recipient, uint256 amountMin)',
  0x05: 'TRANSFER(address token, address recipient, uint256 amount)',
  0x06: 'PAY_PORTION(address token, address recipient, uint256 bips)',
  0x08: 'V2_SWAP_EXACT_IN(address recipient, uint256 amountIn, uint256 amountOutMin, address[] path, bool payerIsUser)',
  0x09: 'V2_SWAP_EXACT_OUT(address recipient, uint256 amountOut, uint256 amountInMax, address[] path, bool payerIsUser)',
  0x0a: `PERMIT2_PERMIT((${details} details, address spender, uint256 sigDeadline) permit, bytes signature)`,
  0x0b: 'WRAP_ETH(address recipient, uint256 amount)',
  0x0c: 'UNWRAP_WETH(address recipient, uint256 amountMin)',
  0x0d: 'PERMIT2_TRANSFER_FROM_BATCH((address from, address to, uint160 amount, address token)[] transfers)',
  0x0e: 'BALANCE_CHECK_ERC20(address owner, address token, uint256 minBalance)',
  0x10: 'V4_SWAP(bytes actions, bytes[] params)',
}

/** Bit 7 lets a command fail, bit 6 is not used. */
const COMMAND = 0x3f

type Permitted = { readonly token: string; readonly amount: bigint; readonly expiration: number }

const permits = (read: ReadCall, permit: unknown): readonly Action[] => {
  const { details, spender } = permit as {
    details: Permitted | readonly Permitted[]
    spender: string
  }
  const list = Array.isArray(details) ? (details as readonly Permitted[]) : [details as Permitted]
  return list.map((one) => permit2Allowance(read.explaining.tokens, spender, one))
}

const readCommand = (read: ReadCall, byte: number, input: string): readonly Action[] => {
  const command = byte & COMMAND
  const selector = `0x${byte.toString(16).padStart(2, '0')}`
  const unread = { kind: 'call', contract: read.contract, selector, amount: '0' } as const
  const signature = commands[command]
  if (signature === undefined) return [unread]
  const { canonical, parameters } = readSignature(signature)
  const values = decodeArguments(parameters, input.slice(2))
  if (values === undefined) return [{ ...unread, signature: canonical }]
  const { tokens } = read.explaining
  switch (command) {
    case 0x02: {
      const [token, to, amount] = values as [string, string, bigint]
      const from = parseAddress(read.call.from.toLowerCase())
      return [permit2Transfer(tokens, { from, to, amount, token })]
    }
    case 0x03:
    case 0x0a:
      return permits(read, values[0])
    case 0x0d: {
      const [transfers] = values as [readonly Parameters<typeof permit2Transfer>[1][]]
      return transfers.map((one) => permit2Transfer(tokens, one))
    }
    default:
      return [{ ...unread, signature: canonical, arguments: argumentTexts(parameters, values) }]
  }
}

/** A router's program: one byte a command, one input each. */
export const readRouterCommands = (read: ReadCall): readonly Action[] | undefined => {
  const [program, inputs] = read.values as [string, readonly string[]]
  const bytes = fromHex(program)
  if (bytes.length !== inputs.length) return undefined
  return inputs.flatMap((input, at) => readCommand(read, bytes[at] ?? 0, input))
}

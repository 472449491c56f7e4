import type { Action } from '../../../messages/popup/action.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import { decodeArguments } from './decode-arguments.ts'
import type { ReadCall } from './explaining.ts'
import { readMultiSend } from './read-multi-send.ts'
import { readRouterCommands } from './read-router-commands.ts'
import { readSignature } from './read-signature.ts'

/** Calls still to be explained, or actions that are explained already. */
export type Inner = readonly (AskedCall | Action)[]

type Target = { readonly target: string; readonly value?: bigint; readonly callData: string }

/** The contract calls itself, for whoever called it. */
const itself = ({ call }: ReadCall, data: readonly string[]): Inner =>
  data.map((one) => ({ ...call, value: '0', data: one }))

/** The contract calls others, as itself. */
const others = (read: ReadCall, targets: readonly Target[]): Inner =>
  targets.map(({ target, value = 0n, callData }) => ({
    chainId: read.call.chainId,
    from: read.contract,
    to: target,
    value: String(value),
    data: callData,
  }))

const targets = (read: ReadCall, at: number): Inner =>
  others(read, read.values[at] as readonly Target[])

const lists = (
  read: ReadCall,
  to: readonly string[],
  data: readonly string[],
  values?: readonly bigint[],
): Inner | undefined => {
  if (to.length !== data.length || (values ?? to).length !== to.length) return undefined
  return others(
    read,
    to.map((target, at) => ({
      target,
      callData: data[at] ?? '0x',
      value: values?.[at] ?? 0n,
    })),
  )
}

type SomeCall = { readonly target?: string; readonly value: bigint; readonly data: string }

const asTargets = (read: ReadCall, calls: readonly SomeCall[]): Inner =>
  others(
    read,
    calls.map(({ target = read.contract, value, data }) => ({ target, value, callData: data })),
  )

const multiSend = '0x8d80ff0a'

const calls7821 = readSignature('calls((address target, uint256 value, bytes data)[] calls)')

const batches: Readonly<Record<string, (read: ReadCall) => Inner | undefined>> = {
  'multicall(bytes[])': (read) => itself(read, read.values[0] as readonly string[]),
  'multicall(uint256,bytes[])': (read) => itself(read, read.values[1] as readonly string[]),
  'multicall(bytes32,bytes[])': (read) => itself(read, read.values[1] as readonly string[]),
  'aggregate((address,bytes)[])': (read) => targets(read, 0),
  'tryAggregate(bool,(address,bytes)[])': (read) => targets(read, 1),
  'blockAndAggregate((address,bytes)[])': (read) => targets(read, 0),
  'aggregate3((address,bool,bytes)[])': (read) => targets(read, 0),
  'aggregate3Value((address,bool,uint256,bytes)[])': (read) => targets(read, 0),
  'execute(address,uint256,bytes)': (read) => {
    const [target, value, callData] = read.values as [string, bigint, string]
    return others(read, [{ target, value, callData }])
  },
  'executeBatch(address[],bytes[])': (read) => {
    const [to, data] = read.values as [string[], string[]]
    return lists(read, to, data)
  },
  'executeBatch(address[],uint256[],bytes[])': (read) => {
    const [to, values, data] = read.values as [string[], bigint[], string[]]
    return lists(read, to, data, values)
  },
  'executeBatch((address,uint256,bytes)[])': (read) =>
    asTargets(read, read.values[0] as readonly SomeCall[]),
  // https://eips.ethereum.org/EIPS/eip-7821, the mode of plain batches
  'execute(bytes32,bytes)': (read) => {
    const [mode, data] = read.values as [string, string]
    if (!mode.startsWith('0x01000000000000000000')) return undefined
    const values = decodeArguments(calls7821.parameters, data.slice(2))
    return values && asTargets(read, values[0] as readonly SomeCall[])
  },
  'multiSend(bytes)': (read) => {
    const sent = readMultiSend(String(read.values[0]))
    return sent && others(read, sent)
  },
  'execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)': (
    read,
  ) => {
    const [target, value, callData, operation] = read.values as [string, bigint, string, number]
    // Another's code as the account's own may do anything; but for the one that only makes calls.
    if (operation !== 0 && !callData.startsWith(multiSend)) return undefined
    return others(read, [{ target, value, callData }])
  },
  'execute(bytes,bytes[])': readRouterCommands,
  'execute(bytes,bytes[],uint256)': readRouterCommands,
}

/** What a call is made of, if it is one that holds others. */
export const readBatch = (canonical: string, read: ReadCall): Inner | undefined =>
  Object.hasOwn(batches, canonical) ? batches[canonical]?.(read) : undefined

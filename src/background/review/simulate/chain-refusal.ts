import { RpcError } from '../../../messages/rpc-error.ts'
import { refusalWords } from './refusal-words.ts'

/** https://github.com/ethereum/execution-apis: a call that reverts; too little money for a simulation. */
const codes = new Set([3, -38_014])

const words = /revert|insufficient (?:funds|balance)|out of gas|invalid opcode|stack underflow/i

/** What the chain says is wrong with the call; undefined if the RPC rather failed to look. */
export const chainRefusal = (error: unknown): string | undefined => {
  if (!(error instanceof RpcError)) return undefined
  const data = bytesOf(error.data)
  if (data !== undefined) return refusalWords(data, error.message)
  if (!codes.has(error.code) && !words.test(error.message)) return undefined
  return refusalWords(undefined, error.message)
}

/** Some nodes wrap the bytes once more. */
const bytesOf = (data: unknown): string | undefined => {
  if (typeof data === 'string') return /^0x[0-9a-f]*$/i.test(data) ? data : undefined
  if (typeof data !== 'object' || data === null || !('data' in data)) return undefined
  return bytesOf(data.data)
}

import { BaseError, ContractFunctionRevertedError, stringify, type PublicClient } from 'viem'
import type { At } from '../../../registry/contracts.ts'
import type { Block } from './block.ts'
import { chainError, rpcFailed } from './chain-errors.ts'
import type { Rpc } from './rpc.ts'

/**
 * Asks every RPC for the same thing at the same block, and believes what they answer alike. A
 * contract that refuses is an answer too: the caller gets its error.
 */
export const agreedRead = async <T>(
  rpcs: readonly Rpc[],
  block: Block,
  read: (client: PublicClient, at: At) => Promise<T>,
): Promise<T> => {
  const at = { blockHash: block.hash, requireCanonical: true } as const
  const answers = await Promise.all(rpcs.map(async (rpc) => answerOf(rpc, read, at)))
  const [first] = answers
  if (first === undefined) throw chainError('chain-unavailable', 'there is no RPC to ask')
  const other = answers.findIndex(({ text }) => text !== first.text)
  if (other !== -1) {
    throw chainError(
      'chain-disagrees',
      `${rpcs[other]?.name ?? 'an RPC'} and ${rpcs[0]?.name ?? 'another'} read differently at one block`,
    )
  }
  if ('refusal' in first) throw first.refusal
  return first.value
}

type Answer<T> = { readonly text: string } & (
  | { readonly value: T }
  | { readonly refusal: ContractFunctionRevertedError }
)

const answerOf = async <T>(
  { name, client }: Rpc,
  read: (client: PublicClient, at: At) => Promise<T>,
  at: At,
): Promise<Answer<T>> => {
  try {
    const value = await read(client, at)
    return { value, text: stringify(value) ?? '' }
  } catch (error) {
    const refusal = refusalIn(error)
    if (refusal !== undefined) return { refusal, text: `refused: ${refusal.raw ?? ''}` }
    throw rpcFailed(name, error)
  }
}

/** Why a contract refused, if that is what went wrong. */
const refusalIn = (error: unknown): ContractFunctionRevertedError | undefined => {
  if (!(error instanceof BaseError)) return undefined
  const found = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  return found instanceof ContractFunctionRevertedError ? found : undefined
}

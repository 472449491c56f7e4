import * as z from 'zod'
import { RpcError } from '../../messages/rpc-error.ts'
import { askPerson } from './ask-person.ts'
import type { Method, MethodContext } from './method.ts'
import { objectOf, read } from './read-params/params.ts'
import { chainIdOf } from './read-params/quantity-of.ts'
import { chainOf } from './site-state.ts'

// https://eips.ethereum.org/EIPS/eip-3326

const shape = z.strictObject({ chainId: z.string() })

export const switchEthereumChain: Method = async (context, params) => {
  const given = read(shape, objectOf(params, 'wallet_switchEthereumChain'), 'the chain')
  const chainId = chainIdOf(given.chainId)
  if (context.chains.get(chainId) === undefined) {
    throw new RpcError(
      'unknownChain',
      `The wallet does not know chain ${chainId}: add it with wallet_addEthereumChain first.`,
    )
  }
  return switchTo(context, chainId)
}

export const switchTo = async (context: MethodContext, to: string): Promise<unknown> => {
  const { chainId: from } = chainOf(context, context.by.origin)
  return from === to ? null : askPerson(context, context.kinds.switchChain, { from, to })
}

import { BaseError, ExecutionRevertedError, type Hex } from 'viem'
import type { ContractCaller } from '../auth/contract-caller.ts'
import type { ChainView, Read } from './chain-view.ts'

/** Calls contracts of the registry's chain at the final block, through all RPCs. */
export const chainContracts = (chain: Pick<ChainView, 'position' | 'readAt'>): ContractCaller => ({
  call: async (to, data) => chain.readAt(chain.position().final, call(to, data)),
})

const call =
  (to: Hex, data: Hex): Read<Hex> =>
  async (client, at) => {
    try {
      return (await client.call({ to, data, ...at })).data ?? '0x'
    } catch (error) {
      // A contract that reverts has said no, whatever it gives for a reason.
      if (isRevert(error)) return '0x'
      throw error
    }
  }

const isRevert = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk((cause) => cause instanceof ExecutionRevertedError) !== null

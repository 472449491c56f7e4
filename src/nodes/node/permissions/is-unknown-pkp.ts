import { BaseError, ContractFunctionRevertedError } from 'viem'

/** Whether a read failed because there is no such key at that block. */
export const isUnknownPkp = (error: unknown): boolean => {
  if (!(error instanceof BaseError)) return false
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  return (
    reverted instanceof ContractFunctionRevertedError && reverted.data?.errorName === 'UnknownPkp'
  )
}

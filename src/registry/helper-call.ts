import {
  encodeFunctionData,
  type Address,
  type ContractFunctionArgs,
  type EncodeFunctionDataParameters,
} from 'viem'
import { pkpHelperAbi } from './abi/pkp-helper.ts'
import type { Call } from './contracts.ts'

/** Mints in the shapes of the PKP ecosystem; what nodes sign is the same mint. */
export type HelperMint =
  | 'mintNextAndAddAuthMethods'
  | 'mintNextAndAddAuthMethodsWithTypes'
  | 'mintGrantAndBurnNext'
  | 'mintGrantAndBurnNextAndAddAuthMethodsWithTypes'

export function helperCall<const Name extends HelperMint>(
  helper: Address,
  functionName: Name,
  args: ContractFunctionArgs<typeof pkpHelperAbi, 'nonpayable', Name>,
): Call {
  const parameters = { abi: pkpHelperAbi, functionName, args }
  // The compiler cannot see that a call typed by its name is one of those typed by all names.
  const data = encodeFunctionData(parameters as unknown as EncodeFunctionDataParameters)
  return { to: helper, data }
}

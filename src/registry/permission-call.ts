import {
  encodeFunctionData,
  type Address,
  type ContractFunctionArgs,
  type EncodeFunctionDataParameters,
} from 'viem'
import { pkpPermissionsAbi } from './abi/pkp-permissions.ts'
import type { Call } from './contracts.ts'

type PermissionsAbi = typeof pkpPermissionsAbi

/** What the owner of a PKP may change; the PKP sends it itself where it owns itself. */
export type PermissionChange =
  | 'addPermittedAction'
  | 'addPermittedAddress'
  | 'addPermittedAuthMethod'
  | 'addPermittedAuthMethodScope'
  | 'batchAddRemoveAuthMethods'
  | 'raiseSessionsValidFrom'
  | 'removePermittedAction'
  | 'removePermittedAddress'
  | 'removePermittedAuthMethod'
  | 'removePermittedAuthMethodScope'
  | 'setRootHash'

export function permissionCall<const Name extends PermissionChange>(
  permissions: Address,
  functionName: Name,
  args: ContractFunctionArgs<PermissionsAbi, 'nonpayable', Name>,
): Call {
  const parameters = { abi: pkpPermissionsAbi, functionName, args }
  // The compiler cannot see that a call typed by its name is one of those typed by all names.
  const data = encodeFunctionData(parameters as unknown as EncodeFunctionDataParameters)
  return { to: permissions, data }
}

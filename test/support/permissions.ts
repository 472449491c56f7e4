import type { Address, ContractFunctionArgs } from 'viem'
import { pkpPermissionsAbi } from '../../src/registry/abi/pkp-permissions.ts'
import type { Call } from '../../src/registry/contracts.ts'
import { permissionCall, type PermissionChange } from '../../src/registry/permission-call.ts'
import { send, type TestRegistry } from './registry.ts'

type Args<Name extends PermissionChange> = ContractFunctionArgs<
  typeof pkpPermissionsAbi,
  'nonpayable',
  Name
>

export const change = <const Name extends PermissionChange>(
  { contracts }: TestRegistry,
  name: Name,
  args: Args<Name>,
): Call => permissionCall(contracts.PkpPermissions, name, args)

export const sendChange = async <const Name extends PermissionChange>(
  registry: TestRegistry,
  from: Address,
  name: Name,
  args: Args<Name>,
) => send(registry, change(registry, name, args), from)

export const permissionsOf = ({ contracts }: TestRegistry) =>
  ({ abi: pkpPermissionsAbi, address: contracts.PkpPermissions }) as const

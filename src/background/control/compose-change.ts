import type { Hex } from '../../payloads/encoding/hex.ts'
import type { Deployment } from '../../protocol/deployment.ts'
import type { Key } from '../../quorum/keys/key.ts'
import type { Call } from '../../registry/contracts.ts'
import { permissionCall } from '../../registry/permission-call.ts'
import { scope } from '../../registry/scopes.ts'
import { WalletProblem } from '../problem.ts'
import type { Task } from '../sign-in/sign-in-state.ts'
import { isListed, maySignWithout } from './permitted.ts'

/** The call that makes a change; undefined when it is made already. */
export const composeChange = (
  { contracts }: Deployment,
  key: Pick<Key, 'tokenId' | 'ethAddress' | 'permitted' | 'ownedBy'>,
  task: Task,
): Call | undefined => {
  if (isMade(key, task)) return undefined
  if (key.ownedBy !== 'itself') {
    throw new WalletProblem(
      'refused',
      'this account is owned by somebody else, who alone may change who controls it',
    )
  }
  const { PkpPermissions } = contracts
  if (task.kind === 'add') {
    const { login, userPubkey = '0x' } = task
    if (login === undefined) throw new WalletProblem('bad-proof', 'the new login was not shown')
    const method = {
      authMethodType: BigInt(login.authMethodType),
      id: login.id as Hex,
      userPubkey,
    }
    const scopes = [BigInt(scope.signAnything)]
    return permissionCall(PkpPermissions, 'addPermittedAuthMethod', [key.tokenId, method, scopes])
  }
  const { login } = task
  if (!maySignWithout(key, login)) {
    throw new WalletProblem(
      'refused',
      'it is the last way to use this account: add another before you remove it',
    )
  }
  const method = [key.tokenId, BigInt(login.authMethodType), login.id] as const
  return permissionCall(PkpPermissions, 'removePermittedAuthMethod', method)
}

/** Whether the registry has it as the task wants it. */
export const isMade = (key: Pick<Key, 'permitted'>, task: Task): boolean => {
  if (task.kind === 'remove') return !isListed(key, task.login)
  return task.login !== undefined && isListed(key, task.login, scope.signAnything)
}

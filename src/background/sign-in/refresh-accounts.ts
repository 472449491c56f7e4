import type { Key } from '../../quorum/keys/key.ts'
import { listKeys } from '../../quorum/keys/list-keys.ts'
import type { Session } from '../../quorum/sessions/session.ts'
import { nodeSetIdentity } from '../node-set/node-set-identity.ts'
import type { SignInServices } from './steps/step-context.ts'

/** Two ways to sign in, beside the key itself: losing one loses nothing. */
const hasBackup = ({ ethAddress, permitted }: Key): boolean =>
  permitted.filter(
    ({ id, scopes }) => id.toLowerCase() !== ethAddress.toLowerCase() && scopes.includes(1),
  ).length > 1

/** The accounts of whoever has the session, as the registry and the nodes have them now. */
export const refreshAccounts = async (
  { accounts, known, settings }: Pick<SignInServices, 'accounts' | 'known' | 'settings'>,
  session: Session,
  made?: Key,
): Promise<readonly Key[]> => {
  const { network, certificate } = session
  const listed = await listKeys(session, { alsoMine: known.alsoMine(certificate.identity) })
  const isListed = listed.some(({ publicKey }) => publicKey === made?.publicKey)
  const keys = made === undefined || isListed ? listed : [...listed, made]
  await accounts.adopt(keys, nodeSetIdentity(network.deployment))
  if (keys.some((key) => key.mayUse === 'anything' && hasBackup(key)))
    await settings.backupIsThere()
  return keys
}

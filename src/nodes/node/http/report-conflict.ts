import { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { Session } from '../sessions/certificate-checker.ts'
import type { WalletParts } from './wallet-parts.ts'

/** Two requests for one presignature are how a key would be stolen: whoever tries is written down. */
export const reportConflict = <T>(
  { log }: Pick<WalletParts, 'log'>,
  { id, certificate }: Session,
  work: () => T,
): T => {
  try {
    return work()
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'presignature-bound') {
      const { identity } = certificate
      log.warn(
        { security: error.code, session: id, identity },
        'a presignature was asked for a second signature',
      )
    }
    throw error
  }
}

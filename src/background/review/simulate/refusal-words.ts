import { cleanLine } from './clean-line.ts'
import { revertReason } from './revert-reason.ts'

/** What every node puts before the reason. */
const prefix = /^(?:execution (?:reverted|failed)|vm exception[^:]*)(?::\s*|$)/i

/** Why a contract refuses: what it returned, else what the node says; never nothing. */
export const refusalWords = (data: string | undefined, message = ''): string =>
  revertReason(data ?? '0x') ??
  (cleanLine(message.replace(prefix, '')) || 'the contract refuses it and says no reason')

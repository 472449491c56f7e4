import type { Migration } from '../migration.ts'
import { keys } from './0001-keys.ts'
import { sessions } from './0002-sessions.ts'
import { proofs } from './0003-proofs.ts'
import { uses } from './0004-uses.ts'
import { signed } from './0005-signed.ts'

/** In the order of their numbers, without a gap. */
export const migrations: readonly Migration[] = [keys, sessions, proofs, uses, signed]

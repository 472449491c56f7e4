import type { Migration } from '../migration.ts'
import { keys } from './0001-keys.ts'

/** In the order of their numbers, without a gap. */
export const migrations: readonly Migration[] = [keys]

import { approvals } from './en/approvals.ts'
import { common } from './en/common.ts'
import { problems } from './en/problems.ts'
import { ring } from './en/ring.ts'

/** Every word that a person reads, in one table for each language. */
export const en = { common, problems, ring, approvals } as const

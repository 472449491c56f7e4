import type { Limits } from '../../../../protocol/limits.ts'

const names = ['valuePerTransaction', 'valueTotal', 'contracts', 'functions'] as const

/** The first limit on what may be moved, and how, on EVM chains; it says nothing of other payloads. */
export const moneyLimit = (limits: Limits): (typeof names)[number] | undefined =>
  names.find((name) => limits[name] !== undefined)

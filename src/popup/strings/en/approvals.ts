/** Words of the approval screens. */
export const approvals = {} as const

import type { Approvals } from './approvals.ts'

/**
 * Whoever closes the window says no to all that waits in it. To the one in front they say it as by
 * its button, which counts: a page that asks again at once would open the window for ever.
 */
export const rejectClosed = async (
  approvals: Pick<Approvals, 'view' | 'reject' | 'rejectAll'>,
): Promise<void> => {
  const front = approvals.view()?.id
  await approvals.rejectAll(({ id }) => id !== front)
  const left = approvals.view()?.id
  if (left !== undefined && left === front) await approvals.reject(left)
}

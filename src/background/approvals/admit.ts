import { RpcError } from '../../messages/rpc-error.ts'
import type { Approval, Queue } from './approval.ts'
import { requireNewBundle } from './require-new-bundle.ts'

const MOST_OF_AN_ORIGIN = 20

/** The queue with one more in it, if its origin has room; other origins never are in its way. */
export const admit = (now: Queue, approval: Approval, queues: boolean): Queue => {
  const theirs = now.open.filter(({ by }) => by.origin === approval.by.origin)
  if (!queues && theirs.some(({ kind }) => kind === approval.kind)) {
    throw new RpcError(
      'alreadyPending',
      'A request of this kind is already waiting for an answer in the wallet.',
    )
  }
  requireNewBundle(theirs, approval)
  if (theirs.length >= MOST_OF_AN_ORIGIN) {
    throw new RpcError('limitExceeded', 'Too many requests are waiting: answer some first.')
  }
  return { ...now, open: [...now.open, approval] }
}

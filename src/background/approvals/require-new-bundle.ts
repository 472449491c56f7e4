import { RpcError } from '../../messages/rpc-error.ts'
import type { Approval } from './approval.ts'
import type { CallsBody } from './kinds/calls.ts'

const bundleOf = ({ kind, body }: Approval): string | undefined =>
  kind === 'calls' ? (body as CallsBody).bundle : undefined

/** Of one origin, no two batches that wait have one id: it is what a page asks after them by. */
export const requireNewBundle = (theirs: readonly Approval[], approval: Approval): void => {
  const bundle = bundleOf(approval)
  if (bundle === undefined || theirs.every((one) => bundleOf(one) !== bundle)) return
  throw new RpcError('duplicateBundle', 'A batch with this id is waiting for an answer already.')
}

import { RpcError } from '../../messages/rpc-error.ts'
import type { ApprovalKind } from '../approvals/kind.ts'
import { isSameRequest } from '../approvals/same-request.ts'
import type { MethodContext } from './method.ts'

/** Asks once, however often the page's request comes, and waits for what it comes to. */
export const askPerson = async <Body>(
  { approvals, by, isHere }: MethodContext,
  kind: ApprovalKind<Body>,
  body: Body,
): Promise<unknown> => {
  // Chains take their time to answer; whoever left or was blocked meanwhile is not asked for.
  if (!isHere()) {
    throw new RpcError('userRejected', 'The page left, or the person has blocked its site.')
  }
  await approvals.ask(kind, by, body)
  // Who did so while this was being written down was looked for before it stood in the queue.
  if (!isHere()) {
    await approvals.rejectAll((one) => one.agreed === undefined && isSameRequest(one.by, by))
  }
  return approvals.answer(by.page, by.request)
}

import type { ApprovalKind } from '../approvals/kind.ts'
import type { MethodContext } from './method.ts'

/** Asks once, however often the page's request comes, and waits for what it comes to. */
export const askPerson = async <Body>(
  { approvals, by }: MethodContext,
  kind: ApprovalKind<Body>,
  body: Body,
): Promise<unknown> => {
  await approvals.ask(kind, by, body)
  return approvals.answer(by.page, by.request)
}

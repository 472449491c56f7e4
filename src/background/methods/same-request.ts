import type { AskedBy } from '../approvals/approval.ts'

/** Of what a person is asked, what one request of one page is about. */
export const sameRequest =
  ({ page, request }: AskedBy) =>
  ({ by }: { readonly by: AskedBy }): boolean =>
    by.page === page && by.request === request

import type { ApprovalView, Choices } from '../../../messages/popup/approval-view.ts'
import type { CallArguments } from '../../../messages/popup/calls.ts'
import type { Problem } from '../../../messages/popup/problem.ts'
import { problemOf } from '../../connection/problem-error.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'

/** What is wrong with it; nothing when the worker took it, and shows it. */
export type Choose = (choices: Choices) => Promise<Problem | undefined>

export type ApprovalActions = {
  readonly approve: (choices: Choices) => Promise<boolean>
  readonly reject: () => Promise<boolean>
  readonly choose: Choose
  readonly approving: boolean
  readonly rejecting: boolean
  readonly choosing: boolean
  readonly problem: Problem | undefined
}

/** Answers name what is on the screen: id, hash and revision of this very rendering. */
export const useApprovalActions = ({ id, hash, revision }: ApprovalView): ApprovalActions => {
  const call = useCall()
  const approving = useAction()
  const rejecting = useAction()
  const choosing = useAction()
  return {
    approve: async (choices) =>
      approving.run(async () =>
        call('approval.approve', { id, hash, revision, choices: wire(choices) }),
      ),
    reject: async () => rejecting.run(async () => call('approval.reject', { id })),
    choose: async (choices) => {
      approving.clear()
      let problem: Problem | undefined
      await choosing.run(async () =>
        call('approval.choose', { id, choices: wire(choices) }).catch((error: unknown) => {
          problem = problemOf(error)
          throw error
        }),
      )
      return problem
    },
    approving: approving.busy,
    rejecting: rejecting.busy,
    choosing: choosing.busy,
    problem: approving.problem ?? choosing.problem ?? rejecting.problem,
  }
}

/** The same, as lists that may be written to. */
const wire = ({
  accounts,
  accepted,
  ...rest
}: Choices): CallArguments<'approval.choose'>['choices'] => ({
  ...rest,
  ...(accounts !== undefined && { accounts: [...accounts] }),
  ...(accepted !== undefined && { accepted: [...accepted] }),
})

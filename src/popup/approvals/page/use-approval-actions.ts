import type { ApprovalView, Choices } from '../../../messages/popup/approval-view.ts'
import type { CallArguments } from '../../../messages/popup/calls.ts'
import type { Problem } from '../../../messages/popup/problem.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'

/** True when the worker took it: what is shown then is what was chosen. */
export type Choose = (choices: Choices) => Promise<boolean>

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
      return choosing.run(async () => call('approval.choose', { id, choices: wire(choices) }))
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

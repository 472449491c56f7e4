import type { SignInPurpose } from '../../../messages/popup/sign-in-view.ts'
import { useAction, type ActionState } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'

export type SignInActions = ActionState & {
  readonly start: (way: string, purpose: SignInPurpose) => Promise<boolean>
  readonly retry: () => Promise<boolean>
  readonly cancel: () => Promise<boolean>
  readonly dismiss: () => Promise<boolean>
}

/** What can be done about a sign-in; how it goes on stands in the view. */
export const useSignIn = (): SignInActions => {
  const call = useCall()
  const action = useAction()
  return {
    ...action,
    start: async (way, purpose) => action.run(async () => call('sign-in.start', { way, purpose })),
    retry: async () => action.run(async () => call('sign-in.retry', {})),
    cancel: async () => action.run(async () => call('sign-in.cancel', {})),
    dismiss: async () => action.run(async () => call('sign-in.dismiss', {})),
  }
}

import { RpcError } from '../../../messages/rpc-error.ts'
import { NotTaken } from '../../transactions/not-taken.ts'
import type { Transactions } from '../../transactions/transactions.ts'
import type { AskControl } from '../kind.ts'
import { takenProblem } from './require-free.ts'

type Sending<Answer> = {
  /** What the page gets, now that there is no way back. */
  readonly answer: Answer
  readonly calls: number
  readonly mayReplace: boolean
  readonly prepareAnew: () => Promise<void>
}

/**
 * Sends what was signed, in its order. What the chain does not take ends it there, and the page can
 * see how far it went; when that is the first of it, nothing has left, and all is as it was before.
 */
export const sendSigned = async <Answer>(
  { transactions }: { readonly transactions: Transactions },
  control: Pick<AskControl<unknown>, 'id' | 'leave' | 'cameBack'>,
  { answer, calls, mayReplace, prepareAnew }: Sending<Answer>,
): Promise<Answer> => {
  await control.leave(answer)
  for (let place = 0; place < calls; place++) {
    try {
      await transactions.broadcast(control.id, { place, mayReplace })
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error
      if (place > 0 || transactions.hasLeft(control.id)) return answer
      await control.cameBack()
      await transactions.forget(control.id)
      if (!error.isNonceTaken) {
        throw new RpcError('transactionRejected', error.message, { cause: error })
      }
      await prepareAnew()
      throw takenProblem()
    }
  }
  return answer
}

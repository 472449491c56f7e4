import type { Transactions } from '../../transactions/transactions.ts'
import type { AskControl } from '../kind.ts'

/** The last moment at which nothing has left: whoever has said no meanwhile is heard. */
export const beginSending = async (
  { transactions }: { readonly transactions: Transactions },
  control: Pick<AskControl<unknown>, 'id' | 'signal' | 'at'>,
): Promise<void> => {
  await control.at('sending')
  if (!control.signal.aborted) return
  await transactions.forget(control.id)
  control.signal.throwIfAborted()
}

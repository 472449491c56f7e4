import type { BatchCall } from '../../../messages/popup/batch-view.ts'
import { en } from '../../strings/en.ts'
import { Notice } from '../../ui/notice.tsx'

const words = en.batch

/** How far all of it is. */
export const BatchProgress = ({ calls }: { readonly calls: readonly BatchCall[] }) => {
  const inState = (...states: readonly BatchCall['state'][]): number =>
    calls.filter(({ state }) => states.includes(state)).length
  const done = inState('confirmed')
  const of = calls.length
  if (inState('waiting', 'sent') > 0) {
    return (
      <Notice title={words.pending(done, of)} live testId="batch-progress">
        <p>{words.pendingBody}</p>
        <progress
          aria-label={words.pending(done, of)}
          // Of nothing at all it would be taken for one that does not know how far it is.
          value={done}
          max={of}
          className="mt-2 block h-1.5 w-full accent-accent"
        />
      </Notice>
    )
  }
  if (done === of) return <Notice look="good" title={words.done(of)} live testId="batch-progress" />
  return (
    <Notice look="danger" title={words.notAll(done, of)} live testId="batch-progress">
      {words.notAllBody}
    </Notice>
  )
}

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
        <span aria-hidden="true" className="mt-2 block h-1.5 overflow-clip rounded-full bg-line">
          <span
            className="block h-full rounded-full bg-accent transition-[width] duration-300"
            style={{ width: `${(100 * done) / of}%` }}
          />
        </span>
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

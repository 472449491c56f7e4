import { exactTime, relativeTime } from './time-words.ts'
import { useNow } from './use-now.ts'

/** A moment, in Unix milliseconds, by how far off it is; exactly when pointed at. */
export const TimeAgo = ({ at }: { readonly at: number }) => {
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  )
}

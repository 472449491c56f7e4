import type { Warning } from '../../../messages/popup/action.ts'
import { Notice } from '../../ui/notice.tsx'
import { warningKey, type Accepted } from '../page/use-accepted.ts'
import { FoldedWarning } from './folded-warning.tsx'
import { useNames } from './use-names.ts'
import { warningWords } from './warning-words.ts'

type WarningsProps = {
  readonly warnings: readonly Warning[]
  readonly accepted: Accepted
  /** Nothing can be ticked any more. */
  readonly still: boolean
}

const order = ['danger', 'caution', 'note']

const rank = ({ level }: Warning): number => order.indexOf(level)

/**
 * The worst first. A danger is ticked in words of its own before anything can be confirmed; of
 * lesser ones several are folded, so that what is asked stays in sight.
 */
export const Warnings = ({ warnings, accepted, still }: WarningsProps) => {
  const { network } = useNames()
  const shown = warnings.toSorted((a, b) => rank(a) - rank(b))
  if (shown.length === 0) return null
  return (
    <ul className="grid gap-2" data-testid="warnings">
      {shown.map((warning) => {
        const { rule, level } = warning
        const words = warningWords(warning, network)
        return (
          <li key={warningKey(warning)} data-rule={rule} data-level={level}>
            {level !== 'danger' && shown.length > 1 ? (
              <FoldedWarning level={level} words={words} />
            ) : (
              <Notice look={level === 'note' ? 'info' : level} title={words.title}>
                <bdi>{words.body}</bdi>
                {level === 'danger' && (
                  <label className="mt-2.5 flex cursor-pointer items-start gap-2.5 border-t border-danger-line pt-2.5 font-medium">
                    <input
                      type="checkbox"
                      checked={accepted.has(warning)}
                      disabled={still}
                      onChange={(event) => accepted.set(warning, event.currentTarget.checked)}
                      data-testid="accept-danger"
                      className="mt-0.5 size-4 shrink-0 accent-danger-strong"
                    />
                    <bdi>{words.accept}</bdi>
                  </label>
                )}
              </Notice>
            )}
          </li>
        )
      })}
    </ul>
  )
}

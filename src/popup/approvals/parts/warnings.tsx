import type { Warning } from '../../../messages/popup/action.ts'
import { Notice } from '../../ui/notice.tsx'
import { warningKey, type Accepted } from '../page/use-accepted.ts'
import { useNames } from './use-names.ts'
import { warningWords } from './warning-words.ts'

type WarningsProps = {
  readonly warnings: readonly Warning[]
  readonly accepted: Accepted
  /** Nothing can be ticked any more. */
  readonly still: boolean
}

const looks = { danger: 'danger', caution: 'caution', note: 'info' } as const
const order = ['danger', 'caution', 'note']

const rank = ({ level }: Warning): number => order.indexOf(level)

/** The worst first. A danger is ticked in words of its own before anything can be confirmed. */
export const Warnings = ({ warnings, accepted, still }: WarningsProps) => {
  const { network } = useNames()
  const each = new Map(warnings.map((warning) => [warningKey(warning), warning]))
  const shown = [...each].toSorted(([, a], [, b]) => rank(a) - rank(b))
  if (shown.length === 0) return null
  return (
    <ul className="grid gap-2" data-testid="warnings">
      {shown.map(([key, warning]) => {
        const { title, body, accept } = warningWords(warning, network)
        return (
          <li key={key} data-rule={warning.rule} data-level={warning.level}>
            <Notice look={looks[warning.level]} title={title}>
              <bdi>{body}</bdi>
              {warning.level === 'danger' && (
                <label className="mt-2.5 flex cursor-pointer items-start gap-2.5 border-t border-danger-line pt-2.5 font-medium">
                  <input
                    type="checkbox"
                    checked={accepted.has(warning)}
                    disabled={still}
                    onChange={(event) => accepted.set(warning, event.currentTarget.checked)}
                    data-testid="accept-danger"
                    className="mt-0.5 size-4 shrink-0 accent-danger-strong"
                  />
                  <bdi>{accept}</bdi>
                </label>
              )}
            </Notice>
          </li>
        )
      })}
    </ul>
  )
}

import { ChevronDown, Info, TriangleAlert } from 'lucide-react'
import type { Warning } from '../../../messages/popup/action.ts'
import type { WarningWords } from '../../strings/en/approvals/warnings.ts'
import { classes } from '../../ui/classes.ts'

type FoldedWarningProps = {
  readonly level: Exclude<Warning['level'], 'danger'>
  readonly words: WarningWords
}

/** One of several: its heading says what is the matter, and the rest unfolds. */
export const FoldedWarning = ({ level, words }: FoldedWarningProps) => {
  const isCaution = level === 'caution'
  const Icon = isCaution ? TriangleAlert : Info
  return (
    <details
      className={classes(
        'group rounded-lg border',
        isCaution ? 'border-caution-line bg-caution-tint' : 'border-line bg-card',
      )}
    >
      <summary className="flex min-h-11 list-none items-center gap-3 rounded-lg px-3.5 py-2">
        <Icon
          aria-hidden="true"
          size={18}
          className={classes('shrink-0', isCaution ? 'text-caution' : 'text-accent')}
        />
        <bdi className="min-w-0 flex-1 font-semibold wrap-anywhere">{words.title}</bdi>
        <ChevronDown
          aria-hidden="true"
          size={16}
          className="shrink-0 text-soft transition-transform duration-100 group-open:rotate-180"
        />
      </summary>
      <p className="pr-3.5 pb-3 pl-11 text-sm wrap-anywhere">
        <bdi>{words.body}</bdi>
      </p>
    </details>
  )
}

import { useState, type ReactNode } from 'react'
import type { Action } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import type { ActionFactsProps, ActionPlace } from './action-place.ts'
import { actionTitle } from './action-title.ts'

const FIRST = 20

const words = approvals.actions

type BatchFactsProps = ActionFactsProps<'batch'> & {
  /** Of one step, which may be any kind of action again. */
  readonly show: (action: Action, place: ActionPlace) => ReactNode
}

/** Several steps in one call; none of them can be capped by itself. */
export const BatchFacts = ({ action, place, show }: BatchFactsProps) => {
  const [all, setAll] = useState(false)
  const shown = all ? action.actions : action.actions.slice(0, FIRST)
  const { onCap: _, ...inside } = place
  return (
    <ol className="grid gap-3">
      {shown.map((one, at) => (
        // Steps stand where they stand.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at} className="grid gap-1.5">
          <p className="text-sm">
            <span className="text-soft">{words.step(at + 1)}: </span>
            <span className="font-medium">{actionTitle(one, place.coin)}</span>
          </p>
          {show(one, inside)}
        </li>
      ))}
      {shown.length < action.actions.length && (
        <li>
          <Button size="small" onClick={() => setAll(true)}>
            {words.allSteps(action.actions.length)}
          </Button>
        </li>
      )}
    </ol>
  )
}

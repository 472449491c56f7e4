import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Action } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../parts/facts.tsx'
import { TokenAmount } from '../parts/token-amount.tsx'
import type { ActionFactsProps } from './action-place.ts'
import { LimitSheet } from './limit-sheet.tsx'

const words = approvals.actions

/** How much may be taken, and less of it for whoever wants to give less. */
export const AllowanceFact = ({ action, place }: ActionFactsProps<'approve'>) => {
  const [open, setOpen] = useState(false)
  const { allowance, token, canCap } = action
  const { onCap } = place
  // What the site asked for, to come back to; the page is made anew for another ask.
  const [asked] = useState(allowance)
  return (
    <Fact label={words.upTo} stacked>
      <span className="flex items-center justify-between gap-3">
        <span
          className={allowance.unlimited ? 'font-semibold text-danger' : 'text-lg font-semibold'}
          data-testid="allowance"
        >
          <AllowanceWords allowance={allowance} token={token} />
        </span>
        {canCap && onCap !== undefined && (
          <Button
            size="small"
            icon={<Pencil aria-hidden="true" size={14} />}
            onClick={() => setOpen(true)}
            data-testid="limit"
          >
            {allowance.unlimited ? words.setLimit : words.changeLimit}
          </Button>
        )}
      </span>
      {onCap !== undefined && (
        <LimitSheet
          open={open}
          onClose={() => setOpen(false)}
          token={token}
          asked={asked}
          onCap={onCap}
        />
      )}
    </Fact>
  )
}

type AllowanceWordsProps = Pick<
  Extract<Action, { readonly kind: 'approve' }>,
  'allowance' | 'token'
>

const AllowanceWords = ({ allowance, token }: AllowanceWordsProps) => {
  if (allowance.unlimited) return words.unlimited
  if (allowance.amount === '0') return words.nothing
  return <TokenAmount amount={allowance.amount} token={token} />
}

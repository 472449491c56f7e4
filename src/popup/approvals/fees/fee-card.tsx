import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { FeeView, Speed } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Amount } from '../../ui/amount.tsx'
import { Card } from '../../ui/card.tsx'
import { shortUnits } from '../../ui/format-units.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Choose } from '../page/use-approval-actions.ts'
import { FeeSheet } from './fee-sheet.tsx'
import { SpeedChoice } from './speed-choice.tsx'

const words = approvals.fees

type FeeCardProps = {
  /** Of the first, where there are several. */
  readonly fee: FeeView
  readonly ready: boolean
  readonly coin: { readonly symbol: string; readonly decimals: number }
  readonly most: string
  readonly about: string
  /** Missing where several transactions each have their own. */
  readonly nonce?: number
  readonly count?: number
  readonly choose: Choose
  readonly disabled: boolean
}

/** What it costs, about and at most, and how fast it goes. */
export const FeeCard = (props: FeeCardProps) => {
  const { fee, ready, coin, most, about, nonce, count = 1, choose, disabled } = props
  const [open, setOpen] = useState(false)
  const speed = (chosen: Speed): void => {
    const choice = fee.choices.find((one) => one.speed === chosen)
    if (choice === undefined) setOpen(true)
    else void choose({ fee: choice })
  }
  return (
    <Card className="grid gap-2.5 px-3.5 py-3" data-testid="fee">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-sm text-soft">{words.title}</h2>
          {ready ? (
            <p className="font-medium">
              ≈ <Amount value={about} decimals={coin.decimals} symbol={coin.symbol} />
              <span className="block text-sm font-normal text-soft">
                {words.most(`${shortUnits(most, coin.decimals)} ${coin.symbol}`)}
                {count > 1 && ` · ${words.all(count)}`}
              </span>
            </p>
          ) : (
            <div className="grid gap-1.5 pt-1" role="status">
              <Skeleton className="h-4 w-28" />
              <span className="text-sm text-soft">{words.waiting}</span>
            </div>
          )}
        </div>
        <IconButton
          label={words.edit}
          icon={<Pencil size={16} />}
          disabled={!ready || disabled}
          onClick={() => setOpen(true)}
          className="-mt-1 -mr-2"
          data-testid="fee-edit"
        />
      </div>
      {ready && (
        <SpeedChoice
          choices={fee.choices}
          chosen={fee.chosen.speed}
          onChoose={speed}
          disabled={disabled}
        />
      )}
      {open && (
        <FeeSheet
          fee={fee}
          nonce={nonce}
          choose={choose}
          several={count > 1}
          onClose={() => setOpen(false)}
        />
      )}
    </Card>
  )
}

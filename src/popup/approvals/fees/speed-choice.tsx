import { useId } from 'react'
import type { FeeChoice, Speed } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { classes } from '../../ui/classes.ts'

const words = approvals.fees

type SpeedChoiceProps = {
  readonly choices: readonly FeeChoice[]
  readonly chosen: Speed
  readonly onChoose: (speed: Speed) => void
  readonly disabled: boolean
}

/** One of three speeds, or the person's own numbers. */
export const SpeedChoice = ({ choices, chosen, onChoose, disabled }: SpeedChoiceProps) => {
  const name = useId()
  const offered: Speed[] = choices.map(({ speed }) => speed).filter((speed) => speed !== 'custom')
  return (
    <fieldset
      disabled={disabled}
      className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-md bg-sunk p-0.5"
    >
      <legend className="sr-only">{words.speed}</legend>
      {[...offered, 'custom' as const].map((speed) => (
        <label
          key={speed}
          className={classes(
            'flex min-h-8 cursor-pointer items-center justify-center rounded-sm px-1 text-sm font-medium transition-colors duration-100 has-focus-visible:outline-2 has-focus-visible:outline-accent',
            speed === chosen
              ? 'bg-accent-tint text-accent shadow-shade'
              : 'text-soft hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={speed}
            checked={speed === chosen}
            onChange={() => onChoose(speed)}
            // Chosen already, it opens what there is to change.
            onClick={() => speed === 'custom' && chosen === 'custom' && onChoose('custom')}
            className="sr-only"
          />
          {words.speeds[speed]}
        </label>
      ))}
    </fieldset>
  )
}

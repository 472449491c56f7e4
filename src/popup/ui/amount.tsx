import { classes } from './classes.ts'
import { exactUnits, formatUnits, shortUnits } from './format-units.ts'

type AmountProps = {
  /** In the smallest unit, as decimal text. */
  readonly value: string
  readonly decimals: number
  readonly symbol: string
  /** A change: with its sign, and coloured by it. */
  readonly signed?: boolean
  readonly exact?: boolean
  readonly large?: boolean
}

export const Amount = ({
  value,
  decimals,
  symbol,
  signed = false,
  exact = false,
  large = false,
}: AmountProps) => {
  const full = formatUnits(value, decimals)
  const shown = exact ? exactUnits(value, decimals) : shortUnits(value, decimals)
  const negative = value.startsWith('-')
  const text = negative ? `−${shown.slice(1)}` : signed && value !== '0' ? `+${shown}` : shown
  return (
    <span
      title={`${full} ${symbol}`}
      className={classes(
        'tabular-nums wrap-anywhere',
        large && 'text-3xl font-semibold tracking-tight',
        signed && !negative && value !== '0' && 'text-good',
        signed && negative && 'text-danger',
      )}
    >
      {text}
      <span
        className={classes(large ? 'ml-2 text-xl font-medium tracking-normal text-soft' : 'ml-1')}
      >
        {symbol}
      </span>
    </span>
  )
}

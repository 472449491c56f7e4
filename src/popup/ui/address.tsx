import { Check, Copy } from 'lucide-react'
import { en } from '../strings/en.ts'
import { AddressText } from './address-text.tsx'
import { classes } from './classes.ts'
import { useCopy } from './use-copy.ts'

type AddressProps = {
  readonly address: string
  /** What the person calls it. */
  readonly name?: string | undefined
  /** All of it, in two lines where one is too short. */
  readonly full?: boolean
  /** Plain text, where the whole row can be pressed already. */
  readonly still?: boolean
  readonly testId?: string
}

/** Short until somebody looks closer: pointing at it or focusing it shows all, pressing copies. */
export const Address = ({ address, name, full = false, still = false, testId }: AddressProps) => {
  const [copied, copy] = useCopy()
  const text = (
    <span
      data-testid={testId}
      data-address={address}
      className={classes('font-mono text-sm', full && 'break-all')}
    >
      {full ? address : <AddressText address={address} />}
    </span>
  )
  if (still) return text
  return (
    <span className="group relative inline-flex max-w-full">
      <button
        type="button"
        onClick={() => copy(address)}
        className="inline-flex min-h-6 max-w-full items-center gap-1.5 rounded-sm text-left hover:text-accent"
      >
        {name !== undefined && <span className="truncate font-medium">{name}</span>}
        {text}
        <span className="sr-only" aria-live="polite">
          {copied ? en.common.copied : en.common.copy}
        </span>
        {copied ? (
          <Check aria-hidden="true" size={14} className="shrink-0 text-good" />
        ) : (
          <Copy aria-hidden="true" size={14} className="shrink-0 text-soft" />
        )}
      </button>
      {!full && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-full left-1/2 z-30 mt-1.5 hidden w-max -translate-x-1/2 rounded-md border border-line bg-raised px-2.5 py-1.5 text-left font-mono text-xs shadow-lift group-focus-within:block group-hover:block"
        >
          {address.slice(0, 22)}
          <br />
          {address.slice(22)}
        </span>
      )}
    </span>
  )
}

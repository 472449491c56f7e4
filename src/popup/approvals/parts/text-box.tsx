import { useState } from 'react'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import { Honest } from './honest.tsx'

const FIRST = 6000

type TextBoxProps = {
  readonly label: string
  readonly text: string
  readonly mono?: boolean
}

/** A text that is signed, to the letter; a long one scrolls in its own box. */
export const TextBox = ({ label, text, mono = false }: TextBoxProps) => {
  const [all, setAll] = useState(false)
  const rest = all ? 0 : Math.max(0, text.length - FIRST)
  const shown = rest === 0 ? text : text.slice(0, FIRST)
  return (
    <section aria-label={label} className="grid gap-2">
      <div
        // Reached and scrolled by keyboard, which takes a place in the order.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={label}
        data-testid="message-text"
        className={`max-h-[46vh] min-h-16 overflow-y-auto rounded-lg border border-line bg-card p-3.5 whitespace-pre-wrap shadow-shade ${mono ? 'font-mono text-sm' : ''}`}
      >
        {text === '' ? (
          <span className="text-soft">{approvals.message.empty}</span>
        ) : (
          <Honest text={shown} />
        )}
      </div>
      {rest > 0 && (
        <Button size="small" onClick={() => setAll(true)} className="justify-self-start">
          {approvals.message.showRest(rest)}
        </Button>
      )}
    </section>
  )
}

import { useState } from 'react'
import { approvals } from '../../strings/en/approvals.ts'
import { Honest } from './honest.tsx'

const FIRST = 200

/** Bytes and numbers; of long ones the beginning, and the rest for whoever wants it. */
export const LongValue = ({ text }: { readonly text: string }) => {
  const [all, setAll] = useState(false)
  const cut = !all && text.length > FIRST
  return (
    <span className="font-mono text-sm wrap-anywhere">
      <Honest text={cut ? `${text.slice(0, FIRST)}…` : text} />
      {cut && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 block min-h-6 rounded-sm font-sans font-medium text-accent hover:underline"
        >
          {approvals.longer(text.length)}
        </button>
      )}
    </span>
  )
}

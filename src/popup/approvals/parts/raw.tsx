import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { approvals } from '../../strings/en/approvals.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/text-area.tsx'

export type RawPart = { readonly label: string; readonly text: string }

/** Everything there is, to the byte; made only when somebody opens it. */
export const Raw = ({ parts }: { readonly parts: readonly RawPart[] }) => {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
      <summary className="flex min-h-8 list-none items-center gap-1 rounded-sm text-sm font-medium text-soft hover:text-ink">
        <ChevronRight
          aria-hidden="true"
          size={16}
          className="transition-transform duration-100 group-open:rotate-90"
        />
        {approvals.raw.title}
      </summary>
      {open && (
        <div className="mt-2 grid gap-3">
          {parts.map(({ label, text }) => (
            <Part key={label} label={label} text={text} />
          ))}
        </div>
      )}
    </details>
  )
}

const Part = ({ label, text }: RawPart) =>
  text.length <= 44 ? (
    <p className="flex items-baseline justify-between gap-4 text-sm">
      <span className="shrink-0 text-soft">{label}</span>
      <span className="min-w-0 text-right font-mono wrap-anywhere">{text}</span>
    </p>
  ) : (
    <Field label={label}>
      {(field) => (
        <span className="grid justify-items-start gap-2">
          <TextArea {...field} readOnly rows={5} value={text} dir="ltr" className="break-all" />
          <CopyButton text={text} size="small" />
        </span>
      )}
    </Field>
  )

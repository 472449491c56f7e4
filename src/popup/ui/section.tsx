import type { ReactNode } from 'react'

type SectionProps = {
  readonly title: string
  readonly note?: ReactNode
  readonly trailing?: ReactNode
  readonly children: ReactNode
}

/** A part of a page, under a heading of its own. */
export const Section = ({ title, note, trailing, children }: SectionProps) => (
  <section className="grid grid-cols-1 gap-2">
    <div className="flex items-end justify-between gap-2">
      <h2 className="text-sm font-semibold text-soft">{title}</h2>
      {trailing}
    </div>
    {children}
    {note !== undefined && <p className="text-sm text-soft">{note}</p>}
  </section>
)

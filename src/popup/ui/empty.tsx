import type { ReactNode } from 'react'

type EmptyProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** A list without anything in it says what will be there. */
export const Empty = ({ icon, title, children, action }: EmptyProps) => (
  <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
    <span
      aria-hidden="true"
      className="flex size-12 items-center justify-center rounded-full bg-sunk text-soft"
    >
      {icon}
    </span>
    <p className="font-semibold">{title}</p>
    {children !== undefined && <p className="max-w-[40ch] text-soft">{children}</p>}
    {action !== undefined && <div className="mt-2">{action}</div>}
  </div>
)

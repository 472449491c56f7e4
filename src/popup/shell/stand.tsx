import { Settings2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { en } from '../strings/en.ts'
import { useWide } from './use-wide.ts'
import { Wordmark } from './wordmark.tsx'

type StandProps = {
  /** The picture: beside the words where there is room, above them where there is not. */
  readonly picture: ReactNode
  readonly caption?: string
  readonly children: ReactNode
  readonly footer?: ReactNode
  /** The node set is chosen before anybody signs in. */
  readonly withNodeSet?: boolean
}

/** A page that stands by itself, before the wallet is open. */
export const Stand = ({ picture, caption, children, footer, withNodeSet = true }: StandProps) => {
  const wide = useWide()
  return (
    <div className="flex h-full min-h-full flex-col overflow-y-auto wide:min-h-screen">
      <header className="mx-auto flex w-full max-w-[1160px] shrink-0 items-center justify-between px-5 py-4 wide:px-10 wide:py-7">
        <Wordmark />
        {withNodeSet && (
          <Link
            href="/node-set"
            className="inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-sm text-soft hover:bg-hover hover:text-ink"
          >
            <Settings2 aria-hidden="true" size={15} />
            {en.welcome.chooseNodeSet}
          </Link>
        )}
      </header>
      <main className="mx-auto grid w-full max-w-[1160px] flex-1 grid-cols-1 content-start gap-6 px-5 pb-8 wide:grid-cols-[minmax(0,460px)_minmax(0,1fr)] wide:content-center wide:items-center wide:gap-20 wide:px-10 wide:pb-24">
        {!wide && <div className="mx-auto w-52">{picture}</div>}
        <div className="grid grid-cols-1 gap-5">{children}</div>
        {wide && (
          <figure className="grid gap-3">
            <div className="mx-auto w-full max-w-[420px]">{picture}</div>
            {caption !== undefined && (
              <figcaption className="mx-auto max-w-[40ch] text-center text-soft">
                {caption}
              </figcaption>
            )}
          </figure>
        )}
      </main>
      {footer}
    </div>
  )
}

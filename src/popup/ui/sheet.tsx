import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useRef, type ReactNode } from 'react'
import { en } from '../strings/en.ts'
import { IconButton } from './icon-button.tsx'

type SheetProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly children: ReactNode
  /** What has to be agreed to before anything can be pressed; stays in sight beside it. */
  readonly consent?: ReactNode
  /** What there is to press; stays in sight while the rest scrolls. */
  readonly actions?: ReactNode
}

/** What opened it; of an entry of a menu, which is gone by the end, the button of that menu. */
const openerNow = (): HTMLElement | undefined => {
  const { activeElement } = document
  const menuButton = activeElement?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const opener =
    typeof menuButton === 'string' ? document.getElementById(menuButton) : activeElement
  return opener instanceof HTMLElement ? opener : undefined
}

/** On what is to be filled in, else on the sheet: a button that closes it is a poor first word. */
const focusInside = (event: Event): void => {
  event.preventDefault()
  if (!(event.currentTarget instanceof HTMLElement)) return
  const field = event.currentTarget.querySelector<HTMLElement>(
    'input:not([hidden]):not([type="checkbox"]), textarea',
  )
  ;(field ?? event.currentTarget).focus()
}

/** Comes from below in a narrow window, and stands in the middle of a wide one. */
export const Sheet = ({
  open,
  onClose,
  title,
  description,
  children,
  consent,
  actions,
}: SheetProps) => {
  const opener = useRef<HTMLElement>(undefined)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <Dialog.Content
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            opener.current = openerNow()
            focusInside(event)
          }}
          // Radix goes back to a trigger of its own kind alone, and there is none.
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            opener.current?.focus()
          }}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92%] w-full max-w-[440px] animate-rise flex-col rounded-t-xl border border-line bg-raised shadow-lift outline-none sm:bottom-auto sm:top-[12vh] sm:max-h-[76vh] sm:rounded-xl"
        >
          <header className="flex items-center gap-2 py-2.5 pr-2.5 pl-5">
            <Dialog.Title className="flex-1 text-lg font-semibold">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={en.common.close} icon={<X size={18} />} />
            </Dialog.Close>
          </header>
          <div className="-mt-1 grid grid-cols-1 gap-4 overflow-y-auto px-5 pt-1 pb-5">
            {description !== undefined && (
              <Dialog.Description className="text-soft">{description}</Dialog.Description>
            )}
            {children}
          </div>
          {actions !== undefined && (
            <footer className="grid gap-3 border-t border-line px-5 py-4">
              {consent}
              <div className="grid auto-cols-fr grid-flow-col gap-2">{actions}</div>
            </footer>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

import { CircleCheck, OctagonAlert } from 'lucide-react'
import { useStore } from 'zustand'
import { toasts } from './toast.ts'

/** Stands once in the shell; what appears in it is read out. */
export const Toasts = () => {
  const { shown } = useStore(toasts)
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-3 z-60 grid justify-items-center gap-2 px-4"
    >
      {shown.map(({ id, text, look }) => (
        <p
          key={id}
          className="flex max-w-full animate-rise items-center gap-2 rounded-full border border-line bg-raised py-2 pr-4 pl-3 text-sm font-medium shadow-lift"
        >
          {look === 'good' ? (
            <CircleCheck aria-hidden="true" size={16} className="shrink-0 text-good" />
          ) : (
            <OctagonAlert aria-hidden="true" size={16} className="shrink-0 text-danger" />
          )}
          {text}
        </p>
      ))}
    </div>
  )
}

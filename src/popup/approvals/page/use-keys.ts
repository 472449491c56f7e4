import { useEffect, useRef } from 'react'

const ownsKeys = 'a[href], button, input, select, summary, textarea, [role="dialog"]'

const isSearching = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'search' && target.value !== ''

type Keys = { readonly onConfirm: () => void; readonly onReject: () => void }

/** Enter confirms and Escape rejects, wherever nothing else has a use for them. */
export const useKeys = (keys: Keys): void => {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      // A sheet that is open is in front of everything; it closes by itself.
      if (document.querySelector('[role="dialog"]') !== null) return
      const { target } = event
      if (event.key === 'Escape') {
        // There it empties the field.
        if (!isSearching(target)) latest.current.onReject()
      } else if (event.key === 'Enter') {
        if (target instanceof Element && target.closest(ownsKeys) !== null) return
        event.preventDefault()
        latest.current.onConfirm()
      }
    }
    // Before dialogs hear it: one that closes by this key is still there to be seen.
    document.addEventListener('keydown', pressed, { capture: true })
    return () => document.removeEventListener('keydown', pressed, { capture: true })
  }, [])
}

import { useEffect, useState } from 'react'

/** Long enough to notice that something else stands there than a moment ago. */
export const PAUSE_MS = 500

/**
 * Whether Confirm may be pressed: not before this has been in sight for a while, so that a click
 * meant for something else agrees to nothing.
 */
export const useArmed = (what: string): boolean => {
  const [seen, setSeen] = useState<string>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = (): void => {
      clearTimeout(timer)
      setSeen(undefined)
      if (!document.hidden) timer = setTimeout(() => setSeen(what), PAUSE_MS)
    }
    begin()
    document.addEventListener('visibilitychange', begin)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', begin)
    }
  }, [what])
  return seen === what
}

import { useEffect, useState } from 'react'
import { surface, type Surface } from '../../shell/surface.ts'
import { useMouseHere } from './use-mouse-here.ts'

/** Long enough to notice that something else stands there than a moment ago. */
const PAUSE_MS = 500

/**
 * Whether Confirm may be pressed: not before this has been in sight, and in front, for a while, so
 * that a click or a key meant for something else agrees to nothing.
 */
export const useArmed = (what: string, at: Surface = surface): boolean => {
  const [seen, setSeen] = useState<string>()
  const mouseHere = useMouseHere(PAUSE_MS)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = (): void => {
      clearTimeout(timer)
      setSeen(undefined)
      if (!document.hidden) timer = setTimeout(() => setSeen(what), PAUSE_MS)
    }
    const focused = (): void => {
      // Beside the page that asks, the very click on Confirm brings the focus: it is meant.
      if (at !== 'side-panel' || !mouseHere.current) begin()
    }
    const pressed = (event: KeyboardEvent): void => {
      if (isWriting(event)) begin()
    }
    begin()
    document.addEventListener('visibilitychange', begin)
    window.addEventListener('focus', focused)
    document.addEventListener('keydown', pressed, { capture: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', begin)
      window.removeEventListener('focus', focused)
      document.removeEventListener('keydown', pressed, { capture: true })
    }
  }, [what, at, mouseHere])
  return seen === what
}

/** As if into something else; what leads through the page is pressed by who looks at it. */
const isWriting = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  key.length === 1 &&
  key !== ' ' &&
  !ctrlKey &&
  !metaKey &&
  !altKey &&
  !(target instanceof Element && target.closest('input, select, textarea') !== null)

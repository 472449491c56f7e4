import { useEffect, useRef, type RefObject } from 'react'

/** Whether the mouse has been over this page for a while: nothing lay between it and the page. */
export const useMouseHere = (whileMs: number): RefObject<boolean> => {
  const isHere = useRef(false)
  useEffect(() => {
    const page = document.documentElement
    let timer: ReturnType<typeof setTimeout> | undefined
    const came = ({ pointerType }: PointerEvent): void => {
      // A finger comes and touches in one.
      if (pointerType === 'mouse') timer = setTimeout(() => (isHere.current = true), whileMs)
    }
    const left = (): void => {
      clearTimeout(timer)
      isHere.current = false
    }
    page.addEventListener('pointerenter', came)
    page.addEventListener('pointerleave', left)
    return () => {
      left()
      page.removeEventListener('pointerenter', came)
      page.removeEventListener('pointerleave', left)
    }
  }, [whileMs])
  return isHere
}

import { useEffect, useState } from 'react'

/** The time, looked at again every so often; a page that is not looked at does not tick. */
export const useNow = (every = 30_000): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) setNow(Date.now())
    }, every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

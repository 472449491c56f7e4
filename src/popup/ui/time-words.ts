const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto', style: 'long' })

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** "3 minutes ago", "in 2 hours"; both in milliseconds. */
export const relativeTime = (at: number, now: number): string => {
  const seconds = Math.round((at - now) / 1000)
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  }
  return seconds > 0 ? 'in less than a minute' : 'just now'
}

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

export const exactTime = (at: number): string => exact.format(at)

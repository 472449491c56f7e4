/** Of an origin, without port, in lower case and as DNS has it; empty for what has none. */
export const hostOf = (origin: string): string => {
  try {
    return new URL(origin).hostname.toLowerCase().replace(/\.$/, '')
  } catch {
    return ''
  }
}

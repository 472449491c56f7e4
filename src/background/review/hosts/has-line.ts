/**
 * Whether a line is among sorted lines, without taking them apart: a worker that was just woken has
 * no time to make a set of half a million.
 */
export const hasLine = (sorted: string, line: string): boolean => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const start = middle === 0 ? 0 : sorted.lastIndexOf('\n', middle - 1) + 1
    const next = sorted.indexOf('\n', start)
    const end = next === -1 ? sorted.length : next
    const found = sorted.slice(start, end)
    if (found === line) return true
    if (found < line) low = end + 1
    else high = start
  }
  return false
}

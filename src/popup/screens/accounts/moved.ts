/** The same list with one of it in another's place, and all between them moved up or down. */
export const moved = (
  order: readonly string[],
  which: string,
  target: string,
): readonly string[] => {
  const from = order.indexOf(which)
  const to = order.indexOf(target)
  if (from === -1 || to === -1) return order
  const rest = order.filter((one) => one !== which)
  return [...rest.slice(0, to), which, ...rest.slice(to)]
}

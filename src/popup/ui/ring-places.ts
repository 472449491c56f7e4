export type Place = { readonly x: number; readonly y: number }

/** Evenly around a middle, the first one on top. */
export const ringPlaces = (count: number, middle: number, radius: number): readonly Place[] =>
  Array.from({ length: count }, (_, place) => {
    const angle = (2 * Math.PI * place) / count - Math.PI / 2
    return {
      x: Math.round((middle + radius * Math.cos(angle)) * 10) / 10,
      y: Math.round((middle + radius * Math.sin(angle)) * 10) / 10,
    }
  })

/** As high as the places stand: three of them leave much of a square empty. */
export const ringFrame = (
  places: readonly Place[],
  middle: number,
  margin: number,
): { readonly top: number; readonly height: number } => {
  const heights = places.map(({ y }) => y)
  const top = Math.min(middle, ...heights) - margin
  return { top, height: Math.max(middle, ...heights) + margin - top }
}

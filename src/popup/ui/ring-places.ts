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

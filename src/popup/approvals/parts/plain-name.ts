import { honestText } from './honest-text.ts'

/** A name that somebody else chose, fit for standing in a sentence of ours: one line, and short. */
export const plainName = (name: string, most = 40): string => {
  const shown = honestText(name)
    .map((piece) => {
      if (piece.kind === 'mark') return '�'
      return piece.kind === 'gap' ? ' ' : piece.text.replaceAll(/\s+/g, ' ')
    })
    .join('')
    .trim()
  const letters = Array.from(shown)
  return letters.length <= most ? shown : `${letters.slice(0, most - 1).join('')}…`
}

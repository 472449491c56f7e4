export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** A character that nobody sees, or that turns text around. */
  | { readonly kind: 'mark'; readonly code: string }
  /** Space that pushes what comes after it out of sight. */
  | { readonly kind: 'gap'; readonly of: 'spaces' | 'lines'; readonly count: number }

const pictures = String.raw`[\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}\uFE0F]`
// Line feeds, tabs and what joins the parts of one picture are what they seem to be.
const harmless = String.raw`[\n\t]|\r\n|(?<=${pictures})\u200D(?=\p{Extended_Pictographic})`
const hidden = String.raw`[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]`

const special = new RegExp(
  String.raw`(?<lines>(?:\r?\n[\p{Zs}\t]*){6,})|(?<spaces>[\p{Zs}\t]{16,})|(?<hidden>(?!${harmless})${hidden})`,
  'gu',
)

/** A text in pieces that say what they are: whoever reads it sees everything that is in it. */
export const honestText = (text: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(special)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    pieces.push(pieceOf(match))
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}

const pieceOf = ({ 0: all, groups }: RegExpExecArray): Piece => {
  if (groups?.['lines'] !== undefined) {
    return { kind: 'gap', of: 'lines', count: all.split('\n').length - 2 }
  }
  if (groups?.['spaces'] !== undefined) return { kind: 'gap', of: 'spaces', count: all.length }
  const code = (all.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return { kind: 'mark', code: `U+${code}` }
}

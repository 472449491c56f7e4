import { approvals } from '../../strings/en/approvals.ts'
import { honestText } from './honest-text.ts'

const words = approvals.message

/** What somebody else wrote, as it is: nothing in it turns, hides or pushes anything away. */
export const Honest = ({ text }: { readonly text: string }) => (
  <bdi className="wrap-anywhere">
    {honestText(text).map((piece, place) => {
      if (piece.kind === 'text') return piece.text
      const label = piece.kind === 'mark' ? piece.code : words[piece.of](piece.count)
      return (
        <span
          // Pieces have no other identity than where they stand, and never move.
          // oxlint-disable-next-line react/no-array-index-key
          key={place}
          title={piece.kind === 'mark' ? words.hidden(piece.code) : undefined}
          className={
            piece.kind === 'gap' && piece.of === 'lines'
              ? 'my-2 block border-y border-dashed border-caution-line py-0.5 text-center font-sans text-xs text-caution'
              : 'mx-0.5 rounded-sm bg-caution-tint px-1 font-sans text-xs text-caution'
          }
        >
          {label}
        </span>
      )
    })}
  </bdi>
)

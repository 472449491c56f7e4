import { approvals } from '../../strings/en/approvals.ts'
import { Raw } from '../parts/raw.tsx'
import { TextBox } from '../parts/text-box.tsx'
import type { AskProps } from './ask-props.ts'
import { SiweFacts } from './siwe-facts.tsx'

const words = approvals.message

/** A text, or bytes; a sign-in is shown in its parts before the text that is signed. */
export const MessageAsk = ({ ask, origin, warnings }: AskProps<'message'>) => (
  <>
    {ask.siwe !== undefined && (
      <SiweFacts
        siwe={ask.siwe}
        origin={origin}
        fits={!warnings.some(({ rule }) => rule === 'siwe-domain')}
      />
    )}
    {ask.text === undefined ? (
      <TextBox label={words.bytesLabel} text={ask.hex} mono />
    ) : (
      <div className="grid gap-2">
        {ask.siwe !== undefined && (
          <h2 className="text-sm font-semibold text-soft">{approvals.siwe.text}</h2>
        )}
        <TextBox label={words.label} text={ask.text} />
      </div>
    )}
    <p className="text-sm text-soft">{words.free}</p>
    <Raw parts={[{ label: approvals.raw.hex, text: ask.hex }]} />
  </>
)

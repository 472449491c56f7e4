import type { ReactNode } from 'react'
import { approvals } from '../../strings/en/approvals.ts'
import { exactTime } from '../../ui/time-words.ts'
import { Fact, Facts } from '../parts/facts.tsx'
import { Party } from '../parts/party.tsx'
import type { ActionFactsProps } from './action-place.ts'
import { TokenFact } from './token-fact.tsx'

const words = approvals.actions

/** Who may take how much of what, and for how long. */
export const ApproveFacts = ({
  action,
  place,
  children,
}: ActionFactsProps<'approve'> & { readonly children: ReactNode }) => (
  <Facts>
    {children}
    <Fact label={words.spender} stacked>
      <Party address={action.spender} self={place.account} />
    </Fact>
    {(action.via === 'permit' || action.via === 'permit2' || action.until !== undefined) && (
      <Fact label={words.until}>
        {action.until === undefined ? words.forEver : untilWords(action.until)}
      </Fact>
    )}
    <TokenFact token={action.token} />
  </Facts>
)

/** The last moment that a date can tell; what holds longer holds for ever. */
const LAST = 8.64e12

const untilWords = (seconds: number): string =>
  seconds >= LAST ? words.forEver : exactTime(seconds * 1000)

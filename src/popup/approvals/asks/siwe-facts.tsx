import { Check, OctagonAlert } from 'lucide-react'
import type { SiweView } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { exactTime } from '../../ui/time-words.ts'
import { Fact, Facts } from '../parts/facts.tsx'
import { Honest } from '../parts/honest.tsx'
import { hostOf } from '../parts/host-of.ts'
import { useNames } from '../parts/use-names.ts'

const words = approvals.siwe

type SiweFactsProps = {
  readonly siwe: SiweView
  readonly origin: string
  /** No rule objects to the domain. */
  readonly fits: boolean
}

/** EIP-4361 in its parts; whether the domain is the site's own stands beside it. */
export const SiweFacts = ({ siwe, origin, fits }: SiweFactsProps) => {
  const { network } = useNames()
  const matches = fits && hostOf(origin) === siwe.domain.toLowerCase()
  return (
    <Facts>
      <Fact label={words.domain} stacked>
        <span className="text-lg font-semibold">
          <Honest text={siwe.domain} />
        </span>
        <span
          className={`flex items-center gap-1.5 text-sm ${matches ? 'text-good' : 'text-danger'}`}
        >
          {matches ? (
            <Check aria-hidden="true" size={14} />
          ) : (
            <OctagonAlert aria-hidden="true" size={14} />
          )}
          {matches ? words.matches : words.differs}
        </span>
      </Fact>
      {siwe.statement !== undefined && (
        <Fact label={words.statement} stacked>
          <Honest text={siwe.statement} />
        </Fact>
      )}
      <Fact label={words.uri} stacked>
        <Honest text={siwe.uri} />
      </Fact>
      <Fact label={words.chain}>{network(siwe.chainId)}</Fact>
      {siwe.issuedAt !== undefined && (
        <Fact label={words.issued}>
          <Time text={siwe.issuedAt} />
        </Fact>
      )}
      {siwe.expirationTime !== undefined && (
        <Fact label={words.expires}>
          <Time text={siwe.expirationTime} />
        </Fact>
      )}
      {siwe.resources.length > 0 && (
        <Fact label={words.resources} stacked>
          <ul className="grid gap-1 text-sm">
            {siwe.resources.map((resource, at) => (
              // The same may stand there twice.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at}>
                <Honest text={resource} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </Facts>
  )
}

const Time = ({ text }: { readonly text: string }) => {
  const at = Date.parse(text)
  return Number.isNaN(at) ? <Honest text={text} /> : <time dateTime={text}>{exactTime(at)}</time>
}

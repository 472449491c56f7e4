import { approvals } from '../../strings/en/approvals.ts'
import { Section } from '../../ui/section.tsx'
import { ActionFacts } from '../actions/action-facts.tsx'
import { actionTitle } from '../actions/action-title.ts'
import { Raw } from '../parts/raw.tsx'
import { Tree } from '../parts/tree.tsx'
import { useNames } from '../parts/use-names.ts'
import type { AskProps } from './ask-props.ts'
import { chainOfDomain } from './chain-of-domain.ts'
import { DomainFacts } from './domain-facts.tsx'

const words = approvals.typed

/** EIP-712: what it allows where that is known, whom it is for, and every field. */
export const TypedDataAsk = ({ ask }: AskProps<'typed-data'>) => {
  const { coin } = useNames()
  const chainId = chainOfDomain(ask.domain) ?? '0x0'
  const place = { chainId, account: ask.account, coin: coin(chainId) }
  return (
    <>
      {ask.actions.map((action, at) => (
        // Permits stand where they stand in the data.
        // oxlint-disable-next-line react/no-array-index-key
        <Section key={at} title={at === 0 ? words.permits : actionTitle(action, place.coin)}>
          <ActionFacts action={action} place={place} />
        </Section>
      ))}
      <Section title={words.domain}>
        <DomainFacts domain={ask.domain} />
      </Section>
      <Section title={words.message}>
        <Tree tree={ask.tree} />
      </Section>
      <Raw parts={[{ label: approvals.raw.json, text: ask.raw }]} />
    </>
  )
}

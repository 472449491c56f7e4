import type { ReactNode } from 'react'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Notice } from '../../ui/notice.tsx'
import { Fact, Facts } from '../parts/facts.tsx'
import { Honest } from '../parts/honest.tsx'
import { useNames } from '../parts/use-names.ts'
import type { AskProps } from './ask-props.ts'

const words = approvals.chain

type Line = {
  readonly id: string
  readonly label: string
  readonly value: (chain: ChainView) => string
}

const lines: readonly Line[] = [
  { id: 'name', label: words.name, value: ({ name }) => name },
  {
    id: 'currency',
    label: words.currency,
    value: ({ currency }) => `${currency.symbol}, ${words.decimals(currency.decimals)}`,
  },
  { id: 'rpc', label: words.rpc, value: ({ rpcUrls }) => rpcUrls.join('\n') },
  { id: 'explorer', label: words.explorer, value: ({ explorerUrl }) => explorerUrl ?? words.none },
]

/** What a site says about a network, beside what is known about it already. */
export const AddChainAsk = ({ ask: { chain, replaces } }: AskProps<'add-chain'>) => {
  const known = useNames().chain(chain.chainId)
  const before = replaces ? known : undefined
  return (
    <>
      <p className="text-soft">{replaces ? words.replaceLead : words.addLead}</p>
      <Facts>
        <Fact label={words.id}>
          <span className="font-mono text-sm">{String(BigInt(chain.chainId))}</span>
        </Fact>
        {lines.map(({ id, label, value }) => (
          <Fact key={id} label={label} stacked={id === 'rpc' || id === 'explorer'}>
            <Compared now={value(chain)} before={before && value(before)} />
          </Fact>
        ))}
      </Facts>
      <Notice look="caution">{words.notChecked}</Notice>
    </>
  )
}

type ComparedProps = { readonly now: string; readonly before: string | undefined }

const Compared = ({ now, before }: ComparedProps): ReactNode => {
  const value = (
    <span className="whitespace-pre-wrap">
      <Honest text={now} />
    </span>
  )
  if (before === undefined || before === now) return value
  return (
    <span className="grid gap-1">
      <span className="rounded-sm bg-caution-tint px-1.5 py-0.5 font-medium">{value}</span>
      <span className="text-sm whitespace-pre-wrap text-soft">
        {words.before}: <Honest text={before} />
      </span>
    </span>
  )
}

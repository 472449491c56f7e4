import { ArrowRight } from 'lucide-react'
import { approvals } from '../../strings/en/approvals.ts'
import { Card } from '../../ui/card.tsx'
import { Tag } from '../../ui/tag.tsx'
import { plainName } from '../parts/plain-name.ts'
import { useNames } from '../parts/use-names.ts'
import type { AskProps } from './ask-props.ts'

const words = approvals.chain

/** From one network to another, for one site. */
export const SwitchChainAsk = ({ ask: { from, to } }: AskProps<'switch-chain'>) => {
  const names = useNames()
  const side = (label: string, chainId: string) => (
    <div className="grid min-w-0 justify-items-center gap-1 text-center">
      <span className="text-sm text-soft">{label}</span>
      <span className="text-lg font-semibold wrap-anywhere">
        {plainName(names.network(chainId))}
      </span>
      {names.chain(chainId)?.testnet === true && <Tag>{approvals.testnet}</Tag>}
    </div>
  )
  return (
    <>
      <p className="text-soft">{words.switchLead}</p>
      <Card className="grid grid-cols-[1fr_auto_1fr] items-center gap-3 py-6">
        {side(words.from, from)}
        <ArrowRight aria-hidden="true" size={20} className="text-soft" />
        {side(words.to, to)}
      </Card>
    </>
  )
}

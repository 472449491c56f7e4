import { ExternalLink } from 'lucide-react'
import type { BatchCall, BatchView } from '../../../messages/popup/batch-view.ts'
import { ActionFacts } from '../../approvals/actions/action-facts.tsx'
import { actionTitle } from '../../approvals/actions/action-title.ts'
import { Fact, Facts } from '../../approvals/parts/facts.tsx'
import { useNames } from '../../approvals/parts/use-names.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { buttonClasses } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Tag } from '../../ui/tag.tsx'
import { transactionUrl } from './transaction-url.ts'

const words = en.batch

const looks = {
  waiting: 'plain',
  sent: 'accent',
  confirmed: 'good',
  failed: 'danger',
  replaced: 'danger',
} as const satisfies Record<BatchCall['state'], string>

type OneCallProps = {
  readonly call: BatchCall
  readonly at: number
  readonly batch: BatchView
}

/** One call: what it does, how far it is, and where to look it up. */
export const OneCall = ({ call: { action, hash, state }, at, batch }: OneCallProps) => {
  const { chainId, account, calls } = batch
  const names = useNames()
  const coin = names.coin(chainId)
  const url = transactionUrl(names.chain(chainId), hash)
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-3" data-testid="call" data-state={state}>
      <div className="flex items-end justify-between gap-3">
        <h2 className="min-w-0 font-semibold wrap-anywhere">
          <span className="block text-sm font-normal text-soft">
            {words.one(at + 1, calls.length)}
          </span>
          <bdi>{actionTitle(action, coin)}</bdi>
        </h2>
        <Tag look={looks[state]}>
          {state === 'sent' && <Spinner size={12} />}
          {words.states[state]}
        </Tag>
      </div>
      {(state === 'failed' || state === 'replaced') && (
        <p className="text-sm text-soft">{words.notes[state]}</p>
      )}
      <ActionFacts action={action} place={{ chainId, account, coin }} />
      <Facts>
        <Fact label={words.transaction} stacked>
          <span className="flex flex-wrap items-center justify-between gap-2">
            <Address address={hash} />
            {url !== undefined && (
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                className={buttonClasses('secondary', 'small')}
              >
                {words.explorer}
                <ExternalLink aria-hidden="true" size={14} />
              </a>
            )}
          </span>
        </Fact>
      </Facts>
    </li>
  )
}

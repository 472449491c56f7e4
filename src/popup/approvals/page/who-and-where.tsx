import { approvals } from '../../strings/en/approvals.ts'
import { Address } from '../../ui/address.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Tag } from '../../ui/tag.tsx'
import { plainName } from '../parts/plain-name.ts'
import { useNames } from '../parts/use-names.ts'

type WhoAndWhereProps = {
  readonly account?: string | undefined
  /** Messages hold on no network, so they name none. */
  readonly chainId?: string | undefined
}

/** Whose account, and on which network, in one line. */
export const WhoAndWhere = ({ account, chainId }: WhoAndWhereProps) => {
  const names = useNames()
  if (account === undefined && chainId === undefined) return null
  const chain = chainId === undefined ? undefined : names.chain(chainId)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
      {account !== undefined && (
        <span className="flex min-w-0 items-center gap-2">
          <Identicon address={account} size={24} />
          <span className="sr-only">{approvals.account}</span>
          <Address address={account} name={nameOf(names.account(account)?.name)} />
        </span>
      )}
      {chainId !== undefined && (
        <span className="flex items-center gap-1.5">
          <span className="sr-only">{approvals.network}</span>
          <Tag look={chain === undefined ? 'caution' : 'plain'}>
            {plainName(names.network(chainId))}
          </Tag>
          {chain?.testnet === true && !chain.devnet && <Tag>{approvals.testnet}</Tag>}
        </span>
      )}
    </div>
  )
}

const nameOf = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : plainName(name, 20)

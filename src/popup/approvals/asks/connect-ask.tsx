import { useState } from 'react'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { accountsFor } from '../../screens/accounts/accounts-for.ts'
import { en } from '../../strings/en.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Address } from '../../ui/address.tsx'
import { Card } from '../../ui/card.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { Tag } from '../../ui/tag.tsx'
import { plainName } from '../parts/plain-name.ts'
import type { AskProps } from './ask-props.ts'

const words = approvals.connect

const many = 6

type ConnectAskProps = AskProps<'connect'> & {
  readonly chosen: readonly string[]
  readonly onChosen: (accounts: readonly string[]) => void
}

/** Which accounts a site gets to see. */
export const ConnectAsk = ({ ask, chosen, onChosen, still }: ConnectAskProps) => {
  const { accounts } = useView()
  const [search, setSearch] = useState('')
  const offered = accounts.filter(
    ({ hidden, address }) => !hidden || ask.accounts.includes(address),
  )
  const found = accountsFor(offered, search)
  const toggle = (address: string, on: boolean): void =>
    onChosen(on ? [...chosen, address] : chosen.filter((one) => one !== address))
  return (
    <>
      <p className="text-soft">{words.lead}</p>
      {offered.length > 0 && (
        <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2" disabled={still}>
          <legend className="mb-2 text-sm font-semibold text-soft">{words.choose}</legend>
          {offered.length > many && (
            <>
              <SearchInput label={en.accounts.search} value={search} onChange={setSearch} />
              <p role="status" className="text-sm text-soft">
                {found.length === 0
                  ? en.accounts.none
                  : words.chosen(chosen.length, offered.length)}
              </p>
            </>
          )}
          {found.length > 0 && (
            <Card flush>
              {found.map((account) => (
                <Choice
                  key={account.address}
                  account={account}
                  checked={chosen.includes(account.address)}
                  onChange={(on) => toggle(account.address, on)}
                />
              ))}
            </Card>
          )}
          {chosen.length === 0 && (
            <p role="status" className="text-sm text-danger">
              {words.none}
            </p>
          )}
        </fieldset>
      )}
    </>
  )
}

type ChoiceProps = {
  readonly account: AccountView
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

const Choice = ({ account, checked, onChange }: ChoiceProps) => {
  const unusable = account.mayUse === 'nothing'
  return (
    <label className="flex min-h-14 cursor-pointer items-center gap-3 px-3.5 py-2 hover:bg-hover has-disabled:cursor-not-allowed has-disabled:opacity-60">
      <input
        type="checkbox"
        checked={checked}
        disabled={unusable}
        onChange={(event) => onChange(event.currentTarget.checked)}
        data-testid="connect-account"
        data-address={account.address}
        className="size-4.5 shrink-0 accent-accent"
      />
      <Identicon address={account.address} size={32} />
      <span className="grid min-w-0 flex-1">
        <span className="truncate font-medium">{plainName(account.name)}</span>
        <span className="text-soft">
          {unusable ? (
            <span className="text-sm">{words.unusable}</span>
          ) : (
            <Address address={account.address} still />
          )}
        </span>
        {account.control === 'shared' && (
          <span className="mt-1">
            <Tag look="caution">{words.shared}</Tag>
          </span>
        )}
      </span>
    </label>
  )
}

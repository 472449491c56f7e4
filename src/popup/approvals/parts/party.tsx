import { approvals } from '../../strings/en/approvals.ts'
import { Address } from '../../ui/address.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Tag } from '../../ui/tag.tsx'
import { plainName } from './plain-name.ts'
import { useNames } from './use-names.ts'

type PartyProps = {
  readonly address: string
  /** What is known of it otherwise, as of a token. */
  readonly name?: string | undefined
  /** Who acts here. */
  readonly self?: string | undefined
}

/** Somebody, or a contract: all of the address, because ends alone are what look-alikes copy. */
export const Party = ({ address, name, self }: PartyProps) => {
  const names = useNames()
  const account = names.account(address)
  const contact = names.contact(address)
  const known = account?.name ?? contact ?? name
  const words = approvals.actions
  const isSelf = self?.toLowerCase() === address.toLowerCase()
  const role = isSelf
    ? words.self
    : account !== undefined
      ? words.own
      : contact !== undefined
        ? words.contact
        : undefined
  return (
    <span className="flex items-start gap-2.5">
      <Identicon address={address} size={28} />
      <span className="grid min-w-0 gap-0.5">
        {(known !== undefined || role !== undefined) && (
          <span className="flex flex-wrap items-center gap-1.5">
            {known !== undefined && <span className="font-medium">{plainName(known)}</span>}
            {role !== undefined && <Tag look={isSelf ? 'plain' : 'good'}>{role}</Tag>}
          </span>
        )}
        <Address address={address} full />
      </span>
    </span>
  )
}

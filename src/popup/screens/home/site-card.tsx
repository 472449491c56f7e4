import type { AccountView } from '../../../messages/popup/account-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Card } from '../../ui/card.tsx'
import { Row } from '../../ui/row.tsx'
import { SiteIcon } from '../../ui/site-icon.tsx'

type SiteCardProps = { readonly origin: string; readonly account: AccountView }

/** The site that the popup was opened over. */
export const SiteCard = ({ origin, account }: SiteCardProps) => {
  const { sites } = useView()
  const site = sites.find((known) => known.origin === origin)
  const sees = site?.accounts.some(
    (address) => address.toLowerCase() === account.address.toLowerCase(),
  )
  const name = origin.replace(/^https?:\/\//, '')
  return (
    <Card flush>
      <Row
        leading={<SiteIcon icon={site?.icon} size={28} />}
        title={name}
        note={sees === true ? en.home.siteConnected : en.home.siteNotConnected}
        {...(site !== undefined && { to: `/sites/${encodeURIComponent(origin)}` })}
      />
    </Card>
  )
}

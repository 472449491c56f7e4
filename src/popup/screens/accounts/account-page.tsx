import { Eye, EyeOff, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'wouter'
import { useCall, useView } from '../../connection/worker-context.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ControlSection } from '../control/control-section.tsx'
import { AccountTags } from './account-tags.tsx'
import { RenameSheet } from './rename-sheet.tsx'

/** One account: its name, its address, and who controls it. */
export const AccountPage = () => {
  const { address: asked } = useParams<{ readonly address: string }>()
  const { accounts, selected, nodeSet } = useView()
  const call = useCall()
  const wide = useWide()
  const [renaming, setRenaming] = useState(false)
  const account = accounts.find(({ address }) => address.toLowerCase() === asked.toLowerCase())
  if (account === undefined) {
    return (
      <Page title={en.accounts.details} back="/accounts">
        <p className="text-soft">{en.accounts.none}</p>
      </Page>
    )
  }
  const { address, name, hidden } = account
  const foreign = nodeSet.id !== '' && account.nodeSet !== nodeSet.id
  return (
    <Page title={name} back="/accounts" columns>
      <div className="grid grid-cols-1 gap-4">
        <Card className="grid gap-4">
          <div className="flex items-center gap-4">
            <Identicon address={address} size={52} />
            <div className="grid min-w-0 gap-1.5">
              <Address address={address} full />
              <span className="flex flex-wrap gap-1.5">
                <AccountTags account={account} />
              </span>
            </div>
          </div>
          <div className="flex flex-wrap gap-2">
            {address !== selected && (
              <Button
                size="small"
                look="primary"
                onClick={() => void call('account.select', { address }).catch(() => {})}
              >
                {en.accounts.use}
              </Button>
            )}
            <Button
              size="small"
              icon={<Pencil aria-hidden="true" size={14} />}
              onClick={() => setRenaming(true)}
            >
              {en.accounts.rename}
            </Button>
            <Button
              size="small"
              icon={
                hidden ? (
                  <Eye aria-hidden="true" size={14} />
                ) : (
                  <EyeOff aria-hidden="true" size={14} />
                )
              }
              onClick={() =>
                void call('account.hide', { address, hidden: !hidden }).catch(() => {})
              }
            >
              {hidden ? en.accounts.show : en.accounts.hide}
            </Button>
          </div>
        </Card>
        {wide && <Notice title={en.control.lossTitle}>{en.control.loss}</Notice>}
      </div>
      {foreign ? (
        <Notice look="caution">{en.home.otherNodeSet}</Notice>
      ) : (
        <ControlSection account={account} />
      )}
      {!wide && <Notice title={en.control.lossTitle}>{en.control.loss}</Notice>}
      <RenameSheet account={account} open={renaming} onClose={() => setRenaming(false)} />
    </Page>
  )
}

import { Unplug } from 'lucide-react'
import { useLocation, useParams } from 'wouter'
import type { SiteView } from '../../../messages/popup/chain-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { OriginBadge } from '../../ui/origin-badge.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { toast } from '../../ui/toast.ts'
import { BlockSite } from '../blocked/block-site.tsx'
import { SiteAccount } from './site-account.tsx'

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** One site: the accounts it sees, its network, and the way out. */
export const SitePage = () => {
  const { origin: asked } = useParams<{ readonly origin: string }>()
  const { sites } = useView()
  const site = sites.find(({ origin }) => origin === asked || origin === decoded(asked))
  return (
    <Page title={en.sites.single} back="/sites">
      {site === undefined ? (
        <p className="text-soft">{en.sites.none}</p>
      ) : (
        <SiteDetails site={site} />
      )}
    </Page>
  )
}

const SiteDetails = ({ site }: { readonly site: SiteView }) => {
  const { accounts, chains } = useView()
  const call = useCall()
  const { busy, problem, run } = useAction()
  const [, navigate] = useLocation()
  const { origin, chainId } = site
  const seen = new Set(site.accounts.map((address) => address.toLowerCase()))
  const isSeen = (address: string): boolean => seen.has(address.toLowerCase())
  const offered = accounts.filter(({ hidden, address }) => !hidden || isSeen(address))

  const set = async (change: Partial<Pick<SiteView, 'accounts' | 'chainId'>>): Promise<void> => {
    const next = { accounts: site.accounts, chainId, ...change }
    await run(async () => call('site.set', { ...next, origin, accounts: [...next.accounts] }))
  }
  const disconnect = async (): Promise<void> => {
    if (!(await run(async () => call('site.disconnect', { origin })))) return
    toast(en.sites.disconnected)
    navigate('/sites')
  }
  const other = (address: string): readonly string[] =>
    site.accounts.filter((one) => one.toLowerCase() !== address.toLowerCase())
  return (
    <>
      <Card className="grid gap-1.5">
        <OriginBadge origin={origin} icon={site.icon} large />
        <p className="text-sm text-soft">
          {en.sites.connected} <TimeAgo at={site.connectedAt} />
        </p>
      </Card>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Section
        title={en.sites.seen}
        note={site.accounts.length === 1 ? en.sites.one : en.sites.seenNote}
      >
        <Card flush>
          {offered.map((account) => (
            <SiteAccount
              key={account.address}
              account={account}
              seen={isSeen(account.address)}
              isFirst={site.accounts[0]?.toLowerCase() === account.address.toLowerCase()}
              canHide={site.accounts.length > 1}
              busy={busy}
              onChange={(wanted) =>
                void set({
                  accounts: wanted ? [...site.accounts, account.address] : other(account.address),
                })
              }
              onFirst={() => void set({ accounts: [account.address, ...other(account.address)] })}
            />
          ))}
        </Card>
      </Section>
      <Field label={en.sites.network} hint={en.sites.networkNote}>
        {(parts) => (
          <Select
            {...parts}
            value={chainId}
            options={chains.map((chain) => ({ value: chain.chainId, label: chain.name }))}
            onChange={(next) => void set({ chainId: next })}
          />
        )}
      </Field>
      <div className="grid gap-2">
        <Button
          look="danger"
          busy={busy}
          icon={<Unplug aria-hidden="true" size={16} />}
          onClick={() => void disconnect()}
          data-testid="disconnect"
        >
          {en.sites.disconnect}
        </Button>
        <p className="text-sm text-soft">{en.sites.disconnectNote}</p>
      </div>
      <BlockSite origin={origin} onDone={() => navigate('/sites')} />
    </>
  )
}

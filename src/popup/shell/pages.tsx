import { useEffect } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { HomePage } from '../screens/home/home-page.tsx'
import { en } from '../strings/en.ts'
import { Page } from '../ui/page.tsx'
import { lazyPage } from './lazy-page.ts'

const AccountPage = lazyPage(
  async () => (await import('../screens/accounts/account-page.tsx')).AccountPage,
)
const AccountsPage = lazyPage(
  async () => (await import('../screens/accounts/accounts-page.tsx')).AccountsPage,
)
const BatchPage = lazyPage(async () => (await import('../screens/batch/batch-page.tsx')).BatchPage)
const BlockedPage = lazyPage(
  async () => (await import('../screens/blocked/blocked-page.tsx')).BlockedPage,
)
const ContactsPage = lazyPage(
  async () => (await import('../screens/contacts/contacts-page.tsx')).ContactsPage,
)
const NetworkPage = lazyPage(
  async () => (await import('../screens/networks/network-page.tsx')).NetworkPage,
)
const NetworksPage = lazyPage(
  async () => (await import('../screens/networks/networks-page.tsx')).NetworksPage,
)
const NodeSetPage = lazyPage(
  async () => (await import('../screens/node-set/node-set-page.tsx')).NodeSetPage,
)
const SessionsPage = lazyPage(
  async () => (await import('../screens/sessions/sessions-page.tsx')).SessionsPage,
)
const SettingsPage = lazyPage(
  async () => (await import('../screens/settings/settings-page.tsx')).SettingsPage,
)
const SitePage = lazyPage(async () => (await import('../screens/sites/site-page.tsx')).SitePage)
const SitesPage = lazyPage(async () => (await import('../screens/sites/sites-page.tsx')).SitesPage)

/** Each page under its address. */
export const Pages = () => {
  const [location] = useLocation()
  useEffect(() => {
    const main = document.getElementById('main')
    main?.scrollTo(0, 0)
    // What was pressed is gone with its page: who uses the keyboard goes on at the new one.
    if (document.activeElement === document.body) main?.focus({ preventScroll: true })
  }, [location])
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/accounts" component={AccountsPage} />
      <Route path="/accounts/:address" component={AccountPage} />
      <Route path="/sites" component={SitesPage} />
      <Route path="/sites/:origin" component={SitePage} />
      <Route path="/networks" component={NetworksPage} />
      <Route path="/networks/add" component={NetworkPage} />
      <Route path="/networks/:chainId" component={NetworkPage} />
      <Route path="/contacts" component={ContactsPage} />
      <Route path="/blocked" component={BlockedPage} />
      <Route path="/batch/:id" component={BatchPage} />
      <Route path="/sessions" component={SessionsPage} />
      <Route path="/settings" component={SettingsPage} />
      <Route path="/node-set" component={NodeSetPage} />
      <Route>
        <Page title={en.common.name} back="/">
          <p>{en.shell.notFound}</p>
        </Page>
      </Route>
    </Switch>
  )
}

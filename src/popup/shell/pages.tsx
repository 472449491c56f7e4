import { useEffect } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { AccountPage } from '../screens/accounts/account-page.tsx'
import { AccountsPage } from '../screens/accounts/accounts-page.tsx'
import { ContactsPage } from '../screens/contacts/contacts-page.tsx'
import { HomePage } from '../screens/home/home-page.tsx'
import { NetworkPage } from '../screens/networks/network-page.tsx'
import { NetworksPage } from '../screens/networks/networks-page.tsx'
import { NodeSetPage } from '../screens/node-set/node-set-page.tsx'
import { SessionsPage } from '../screens/sessions/sessions-page.tsx'
import { SettingsPage } from '../screens/settings/settings-page.tsx'
import { SitePage } from '../screens/sites/site-page.tsx'
import { SitesPage } from '../screens/sites/sites-page.tsx'
import { en } from '../strings/en.ts'
import { Page } from '../ui/page.tsx'

/** Each page under its address. */
export const Pages = () => {
  const [location] = useLocation()
  useEffect(() => {
    document.getElementById('main')?.scrollTo(0, 0)
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

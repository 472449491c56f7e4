import { useEffect } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { HomePage } from '../screens/home/home-page.tsx'
import { NodeSetPage } from '../screens/node-set/node-set-page.tsx'
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
      <Route path="/node-set" component={NodeSetPage} />
      <Route>
        <Page title={en.common.name} back="/">
          <p>{en.shell.notFound}</p>
        </Page>
      </Route>
    </Switch>
  )
}

import { en } from '../../strings/en.ts'
import { Page } from '../../ui/page.tsx'

export const NodeSetPage = () => (
  <Page title={en.nodeSet.title} back="/settings" lead={en.nodeSet.lead}>
    {null}
  </Page>
)
